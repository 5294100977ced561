using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Forms;

/// <summary>Runs use cases by name and says what came of them.</summary>
internal sealed class UseCaseRunner(DeclaredUseCases useCases, ChoiceLists lists)
{
    /// <summary>Runs a use case; one that is not for the person or the place is refused politely.</summary>
    public Task<UseCaseResult> RunAsync(string name, Inputs inputs, Turn turn, CancellationToken cancellationToken) =>
        useCases.RunAsync(name, inputs, turn.Scope, cancellationToken);

    /// <summary>Says the replies; a numbered list among them is remembered, and so is a preview that waits for a yes.</summary>
    /// <param name="name">The use case.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="inputs">What it was given.</param>
    /// <param name="hasChanged">Whether it wrote anything: then it was no preview.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SayAsync(string name, UseCaseResult result, Inputs inputs, bool hasChanged, Turn turn, CancellationToken cancellationToken)
    {
        foreach (var reply in result.Replies)
        {
            turn.Say(reply);
            if (reply.ListSource is { } source)
            {
                var run = new FormRun { Form = "", Id = "", Slots = inputs.Values.ToDictionary(v => v.Key, v => new SlotValue(v.Value, ""), StringComparer.Ordinal) };
                turn.Lists((await lists.ListAsync(source, run, turn, cancellationToken)).Select(c => c.Value), source);
            }
        }

        var isPreview = turn.Library.IsPreviewed(name) && inputs.Flag("confirm") is null && result.Status == UseCaseStatus.Done && !hasChanged;
        turn.State.Pending = isPreview
            ? new PendingRun(name, new Dictionary<string, string>(inputs.Values, StringComparer.Ordinal), turn.Scope.Ids.New().ToString("N"), turn.Scope.Now.ToUnixTimeSeconds())
            : null;
    }

    /// <summary>Runs a use case outside a form and says what came of it.</summary>
    public async Task RunAndSayAsync(string name, Inputs inputs, Turn turn, CancellationToken cancellationToken)
    {
        var before = turn.Scope.Changes.Changes.Count;
        var result = await RunAsync(name, inputs, turn, cancellationToken);
        await SayAsync(name, result, inputs, turn.Scope.Changes.Changes.Count > before, turn, cancellationToken);
    }
}
