using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Leave;

/// <summary>Takes a decision on leave back, while the session's list is not confirmed.</summary>
public sealed class UndoDecideLeave(LeaveShape shape) : UndoDecision<LeaveRequest, Session, LeaveFacts>(shape);
