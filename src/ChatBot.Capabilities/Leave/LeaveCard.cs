using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Leave;

/// <summary>The card by which an approver decides on leave.</summary>
public sealed class LeaveCard(LeaveShape shape) : RequestCard<LeaveRequest, Session>(shape);
