using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Disputes;

/// <summary>The disputes that wait for the person's decision.</summary>
public sealed class ListDisputes(OpenDisputes open, DisputeShape shape) : ListPendingRequests<Dispute, Session>(open, shape);
