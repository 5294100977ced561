using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Forms;

/// <summary>What an answer comes to for one slot.</summary>
internal abstract record SlotAnswer
{
    private SlotAnswer()
    {
    }

    /// <summary>The slot has its value.</summary>
    public sealed record Filled(SlotValue Value) : SlotAnswer;

    /// <summary>Several things fit: ask which.</summary>
    public sealed record Several(IReadOnlyList<Choice> Choices) : SlotAnswer;

    /// <summary>Understood, but it will not do; the phrase says why.</summary>
    public sealed record Unfit(Phrase Why) : SlotAnswer;

    /// <summary>A day without a time: the time is still to come.</summary>
    public sealed record DayOnly(DateOnly Day) : SlotAnswer;

    /// <summary>It says nothing about the slot.</summary>
    public sealed record Nothing : SlotAnswer;

    public static SlotAnswer None { get; } = new Nothing();
}
