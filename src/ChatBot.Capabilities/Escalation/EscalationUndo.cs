using ChatBot.Kernel.Undo;

namespace ChatBot.Capabilities.Escalation;

/// <summary>What can be taken back.</summary>
public static class EscalationUndo
{
    /// <summary>By <c>escalation.drop</c>.</summary>
    public static UndoKind<StepFactsKept> Drop { get; } = new("escalation.drop");

    /// <summary>By <c>escalation.talk</c>.</summary>
    public static UndoKind<TalkFacts> Talk { get; } = new("escalation.talk");
}
