using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.UseCases;
using Xunit;

namespace ChatBot.Conversation.Tests.Dialogs;

/// <summary>What came of one message.</summary>
internal sealed class Said(TurnResult result, IReadOnlyList<(string UseCase, Inputs Inputs)> runs)
{
    public TurnResult Result => result;

    public string Text => string.Join("\n", result.Replies.Select(r => r.Text));

    public IReadOnlyList<OutboxItem> Outbox => [.. (result.Changes?.Changes ?? []).OfType<OutboxAdded>().Select(c => c.Item)];

    /// <summary>The answer holds all of these.</summary>
    public Said Answers(params string[] parts)
    {
        Assert.All(parts, p => Assert.Contains(p, Text, StringComparison.Ordinal));
        return this;
    }

    /// <summary>The answer holds none of these.</summary>
    public Said DoesNotSay(params string[] parts)
    {
        Assert.All(parts, p => Assert.DoesNotContain(p, Text, StringComparison.Ordinal));
        return this;
    }

    /// <summary>Exactly this use case ran, with at least these inputs.</summary>
    public Said Runs(string useCase, params (string Name, string Value)[] inputs)
    {
        var run = Assert.Single(runs);
        Assert.Equal(useCase, run.UseCase);
        Assert.All(inputs, i => Assert.Equal(i.Value, run.Inputs.Text(i.Name)));
        return this;
    }

    /// <summary>What the one use case that ran was given under a name, or null.</summary>
    public string? Input(string name) => Assert.Single(runs).Inputs.Text(name);

    /// <summary>No use case ran.</summary>
    public Said RunsNothing()
    {
        Assert.Empty(runs);
        return this;
    }

    public Said IsSilent()
    {
        Assert.Empty(result.Replies);
        return this;
    }

    public Said HasButton(string say)
    {
        Assert.Contains(result.Replies.SelectMany(r => r.Buttons), b => b.Say == say);
        return this;
    }
}
