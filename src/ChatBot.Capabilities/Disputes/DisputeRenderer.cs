using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Disputes;

/// <summary>Private words about disputes.</summary>
public sealed class DisputeRenderer(DisputeShape shape, IWording wording) : RequestRenderer<Dispute, Session>(shape, wording);
