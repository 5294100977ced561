using System.Collections;
using System.Globalization;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Time;
using ChatBot.Kernel.UseCases;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatBot.TestKit;

/// <summary>
/// A branch with its books in the real stores, in which people run use cases by their names: through the declared row and
/// place, and committed by the ledger as a turn commits them.
/// </summary>
public sealed class LiveBranch
{
    private const int MostAttempts = 6;
    private readonly UseCaseStores _stores;
    private int _messages;

    /// <summary>A branch that is in the stores already.</summary>
    public LiveBranch(UseCaseStores stores, SmallBranch people)
    {
        (_stores, People) = (stores, people);
        Books = new BranchBooks(this, stores.Stores);
        Given = new GivenBooks(this);
    }

    public SmallBranch People { get; }

    /// <summary>Reads what stands in the books.</summary>
    public BranchBooks Books { get; }

    /// <summary>Writes what a test needs before it begins.</summary>
    public GivenBooks Given { get; }

    public MovableClock Clock => _stores.Clock;

    public DateTimeOffset Now => Clock.GetUtcNow();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>One service of the container.</summary>
    public T Get<T>()
        where T : notnull => _stores.Services.GetRequiredService<T>();

    /// <summary>The branch as a turn sees it.</summary>
    public async Task<BranchSnapshot> SnapshotAsync() =>
        await Get<IBranchDirectory>().GetAsync(People.Id, Cancellation) ?? throw new InvalidOperationException("The branch is not in the books.");

    /// <summary>Runs a use case in the member's private chat.</summary>
    /// <param name="useCase">Its declared name.</param>
    /// <param name="actor">Who speaks.</param>
    /// <param name="inputs">Slots and their values; see <see cref="InputsOf"/>.</param>
    public Task<Outcome> RunAsync(string useCase, Member actor, params (string Slot, object? Value)[] inputs) =>
        RunAsync(useCase, actor, null, inputs);

    /// <summary>Runs a use case in the branch's group chat.</summary>
    public Task<Outcome> RunInGroupAsync(string useCase, Member actor, params (string Slot, object? Value)[] inputs) =>
        RunAsync(useCase, actor, People.GroupChat.Address, inputs);

    /// <summary>Runs a use case in a group chat of which the branch knows nothing.</summary>
    public Task<Outcome> RunInNewGroupAsync(string group, string useCase, Member actor, params (string Slot, object? Value)[] inputs) =>
        RunAsync(useCase, actor, group, inputs);

    /// <summary>Writes changes through the ledger.</summary>
    public async Task CommitAsync(params IReadOnlyList<Change> changes)
    {
        var set = new ChangeSet(People.Id);
        set.AddRange(changes);
        Assert.Equal(CommitStatus.Committed, (await Get<ILedger>().CommitAsync(set, null, Cancellation)).Status);
    }

    /// <summary>
    /// Slots in their canonical text: ids as they are written in facts, members by their ids and several joined by commas,
    /// days, instants and numbers invariant, flags as yes or no. A null is left out.
    /// </summary>
    public static Inputs InputsOf(params IReadOnlyList<(string Slot, object? Value)> inputs) => new(
        inputs.Where(i => i.Value is not null).ToDictionary(i => i.Slot, i => TextOf(i.Value!), StringComparer.Ordinal));

    private async Task<Outcome> RunAsync(string useCase, Member actor, string? group, (string Slot, object? Value)[] inputs)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var message = MessageOf(actor, group);
        var inbox = new InboxEntry(message.InboxKey, null, "[]", null, Now);
        for (var attempt = 1; ; attempt++)
        {
            var branch = await SnapshotAsync();
            var scope = new TurnScope
            {
                Branch = branch,
                Actor = branch.Member(actor.Id) ?? actor,
                Now = Now,
                Message = message,
                Changes = new ChangeSet(branch.Id),
                Ids = Get<IIdSource>(),
                IsRetry = attempt > 1,
            };
            var said = InputsOf(inputs);
            var result = await Get<DeclaredUseCases>().RunAsync(useCase, said, scope, Cancellation);
            if (result.OnYes is { } yes && said.Flag(PreviewInputs.Confirm) == true && said.Text(PreviewInputs.Shown) is null)
            {
                // A yes is said to the card that was just shown.
                result = await Get<DeclaredUseCases>().RunAsync(useCase, yes.With(PreviewInputs.Confirm, "yes"), scope, Cancellation);
            }

            var status = scope.Changes.IsEmpty
                ? CommitStatus.Committed
                : (await Get<ILedger>().CommitAsync(scope.Changes, inbox, Cancellation)).Status;
            if (status == CommitStatus.Committed)
            {
                return new Outcome(result.Status, result.Replies, scope.Changes.Changes, attempt);
            }

            Assert.True(status == CommitStatus.Conflict && attempt < MostAttempts, $"{useCase} was not committed: {status}.");
            await Get<IBranchDirectory>().InvalidateAsync(branch.Id, Cancellation);
        }
    }

    private InboundMessage MessageOf(Member actor, string? group) => new()
    {
        Sender = People.AccountOf(actor),
        MessageId = Interlocked.Increment(ref _messages).ToString(CultureInfo.InvariantCulture),
        Scope = group is null ? ConversationScope.Private : ConversationScope.Group,
        ConversationId = group ?? People.AccountOf(actor).UserId,
        SentAt = Now,
        Kind = InboundKind.Text,
    };

    private static string TextOf(object value) => value switch
    {
        string text => text,
        Member member => member.Id.ToString(),
        bool flag => flag ? "yes" : "no",
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        IEnumerable several => string.Join(',', several.Cast<object>().Select(TextOf)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
