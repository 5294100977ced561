using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Disputes;

/// <summary>The card by which a dispute is decided; once decided the member's words are gone from it.</summary>
public sealed class DisputeCard(DisputeShape shape) : RequestCard<Dispute, Session>(shape);
