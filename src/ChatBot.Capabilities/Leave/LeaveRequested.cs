using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Leave;

/// <summary>A new request. Guard: no other request of the member for the session is pending or approved.</summary>
public sealed record LeaveRequested(LeaveRequest Request) : Change;
