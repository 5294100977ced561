using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Leave;

/// <summary>The requests that wait for the person's decision.</summary>
public sealed class ListPendingLeave(PendingLeaveChoices pending, LeaveShape shape) : ListPendingRequests<LeaveRequest, Session>(pending, shape);
