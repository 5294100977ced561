using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Study;

/// <summary>Private words about drafts: the question to the second person, the decision to who drafted.</summary>
public sealed class ReviewRenderer(MaterialShape shape, IWording wording) : RequestRenderer<Material, Session?>(shape, wording);
