using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Leave;

/// <summary>Requests that the person may decide, oldest first.</summary>
public sealed class PendingLeaveChoices(LeaveShape shape) : PendingRequests<LeaveRequest, Session>("leave.pending", shape);
