using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Disputes;

/// <summary>Open disputes that the person may decide.</summary>
public sealed class OpenDisputes(DisputeShape shape) : PendingRequests<Dispute, Session>("disputes.open", shape);
