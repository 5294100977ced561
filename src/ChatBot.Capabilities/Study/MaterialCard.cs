using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Study;

/// <summary>The card by which a draft is approved.</summary>
public sealed class MaterialCard(MaterialShape shape) : RequestCard<Material, Session?>(shape);
