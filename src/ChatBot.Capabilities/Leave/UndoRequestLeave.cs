using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Leave;

/// <summary>Takes the asking for leave back.</summary>
public sealed class UndoRequestLeave(LeaveShape shape, WithdrawLeave withdraw) : UndoAsking<LeaveRequest, Session, LeaveFacts>(shape, withdraw);
