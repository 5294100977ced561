using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Forms;

/// <summary>Runs use cases by name and says what came of them.</summary>
internal sealed class UseCaseRunner(DeclaredUseCases useCases, ChoiceLists lists)
{
    /// <summary>Runs a use case; one that is not for the person or the place is refused politely.</summary>
    public Task<UseCaseResult> RunAsync(string name, Inputs inputs, Turn turn, CancellationToken cancellationToken) =>
        useCases.RunAsync(name, Answering(name, inputs, turn), turn.Scope, cancellationToken);

    /// <summary>Says the replies; a numbered list among them is remembered, and so is a preview that waits for a yes.</summary>
    /// <param name="name">The use case.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="inputs">What it was given.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SayAsync(string name, UseCaseResult result, Inputs inputs, Turn turn, CancellationToken cancellationToken)
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

        turn.State.Pending = result.OnYes is { } onYes
            ? new PendingRun(name, new Dictionary<string, string>(onYes.Values, StringComparer.Ordinal), turn.Scope.Ids.New().ToString("N"), turn.Scope.Now.ToUnixTimeSeconds())
            : null;
    }

    /// <summary>Runs a use case outside a form and says what came of it.</summary>
    public async Task RunAndSayAsync(string name, Inputs inputs, Turn turn, CancellationToken cancellationToken)
    {
        var result = await RunAsync(name, inputs, turn, cancellationToken);
        await SayAsync(name, result, inputs, turn, cancellationToken);
    }

    // A yes typed with the command answers the card that is still open, when it is the card of the same thing.
    private static Inputs Answering(string name, Inputs inputs, Turn turn) =>
        inputs.Flag(PreviewInputs.Confirm) == true && inputs.Text(PreviewInputs.Shown) is null
        && turn.State.Pending is { } pending && pending.UseCase == name && pending.IsFresh(turn.Scope.Now)
        && pending.Inputs.TryGetValue(PreviewInputs.Shown, out var shown) && AreSame(pending.Inputs, inputs.Values)
            ? inputs.With(PreviewInputs.Shown, shown)
            : inputs;

    private static bool AreSame(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        Own(one).OrderBy(v => v.Key, StringComparer.Ordinal).SequenceEqual(Own(other).OrderBy(v => v.Key, StringComparer.Ordinal));

    private static IEnumerable<KeyValuePair<string, string>> Own(IReadOnlyDictionary<string, string> values) =>
        values.Where(v => v.Key is not (PreviewInputs.Confirm or PreviewInputs.Shown));
}
