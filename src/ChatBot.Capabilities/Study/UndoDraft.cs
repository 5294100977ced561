using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Study;

/// <summary>Takes a draft back.</summary>
public sealed class UndoDraft(MaterialShape shape, WithdrawMaterial withdraw) : UndoAsking<Material, Session?, MaterialFacts>(shape, withdraw);
