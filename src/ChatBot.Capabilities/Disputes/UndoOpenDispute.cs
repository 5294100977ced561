using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Disputes;

/// <summary>Takes the opening of a dispute back.</summary>
public sealed class UndoOpenDispute(DisputeShape shape, WithdrawDispute withdraw) : UndoAsking<Dispute, Session, DisputeFacts>(shape, withdraw);
