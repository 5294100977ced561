using System.Reflection;
using System.Text.Json.Serialization;
using ChatBot.Host.Serving;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Turns;

namespace ChatBot.Host.Simulator;

/// <summary>A person one can be.</summary>
internal sealed record SimulatedPerson(string User, string Name, string Group, IReadOnlyList<string> Roles);

/// <summary>The branch shown.</summary>
internal sealed record SimulatedBranch(string Name, DateTimeOffset Now, bool ClockMovable, IReadOnlyList<SimulatedPerson> People);

/// <summary>Something said by a person.</summary>
internal sealed record SaidInSimulator(string User, bool InGroup, string Text, bool Tap = false, string? Card = null);

/// <summary>The clock moved by minutes.</summary>
internal sealed record ClockMove(int Minutes);

/// <summary>New lines.</summary>
internal sealed record SimulatedLines(DateTimeOffset Now, IReadOnlyList<SimulatedLine> Lines);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SimulatedBranch))]
[JsonSerializable(typeof(SaidInSimulator))]
[JsonSerializable(typeof(ClockMove))]
[JsonSerializable(typeof(SimulatedLines))]
internal sealed partial class SimulatorJson : JsonSerializerContext;

/// <summary><c>/simulator</c>: one page that talks to the bot through the same turns as a platform.</summary>
public static class SimulatorEndpoints
{
    private const string Mention = "@小助手";
    private const int LongestMove = 60 * 24 * 62;

    /// <summary>Registers the simulator's channel and chat.</summary>
    public static IServiceCollection AddSimulator(this IServiceCollection services)
    {
        services.AddSingleton<SimulatorChat>();
        services.AddSingleton<IChannel, SimulatorChannel>();
        return services;
    }

    /// <summary>Maps the page and what it calls.</summary>
    public static IEndpointRouteBuilder MapSimulator(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/simulator");
        group.MapGet("", () => Results.Stream(
            Assembly.GetExecutingAssembly().GetManifestResourceStream("simulator.html")!, "text/html; charset=utf-8"));
        group.MapGet("/api/branch", BranchAsync);
        group.MapGet("/api/lines", (long after, SimulatorChat chat, TimeProvider clock) => Results.Json(
            new SimulatedLines(clock.GetUtcNow(), chat.After(after)), SimulatorJson.Default.SimulatedLines));
        group.MapPost("/api/say", SayAsync);
        group.MapPost("/api/clock", MoveClockAsync);
        return routes;
    }

    private static async Task<IResult> BranchAsync(
        IBranchAdmin admin, IBranchDirectory directory, TimeProvider clock, IServiceProvider services, CancellationToken cancellationToken)
    {
        foreach (var branch in await admin.ListAsync(cancellationToken))
        {
            if (await directory.GetAsync(branch.Id, cancellationToken) is not { } snapshot)
            {
                continue;
            }

            var people = snapshot.Members
                .SelectMany(m => snapshot.AccountsOf(m.Id).Where(a => a.Channel == SimulatorChannel.ChannelName).Select(a => Person(m, a.UserId, snapshot)))
                .OrderByDescending(p => p.Roles.Count)
                .ThenBy(p => p.Group, StringComparer.Ordinal)
                .ThenBy(p => p.User, StringComparer.Ordinal)
                .ToList();
            if (people.Count > 0)
            {
                return Results.Json(
                    new SimulatedBranch(branch.Name, clock.GetUtcNow(), services.GetService<IClockHands>() is not null, people),
                    SimulatorJson.Default.SimulatedBranch);
            }
        }

        return Results.NotFound("No branch has people in the simulator. Run: chatbot demo load");
    }

    private static SimulatedPerson Person(Member member, string user, BranchSnapshot branch) => new(
        user,
        member.Name,
        branch.Groups.FirstOrDefault(g => g.Id == member.Group)?.Name ?? "",
        [.. Enum.GetValues<Roles>().Where(r => r != Roles.None && member.Has(r)).Select(r => r.ToString())]);

    private static async Task<IResult> SayAsync(
        SaidInSimulator said, ITurnRunner turns, SimulatorChat chat, TimeProvider clock, CancellationToken cancellationToken)
    {
        var conversation = said.InGroup ? SimulatorChat.Group : SimulatorChat.Private(said.User);
        chat.Say(conversation, said.User, said.Text);
        var isMeant = !said.InGroup || said.Tap || said.Text.Contains(Mention, StringComparison.Ordinal);
        if (!isMeant)
        {
            // As on the platforms: in a group the bot hears only what mentions it.
            return Results.Ok();
        }

        var message = new InboundMessage
        {
            Sender = new PlatformUser(SimulatorChannel.ChannelName, SimulatorChannel.Account, said.User),
            MessageId = Guid.NewGuid().ToString("N"),
            Scope = said.InGroup ? ConversationScope.Group : ConversationScope.Private,
            ConversationId = said.InGroup ? SimulatorChat.Group : said.User,
            SentAt = clock.GetUtcNow(),
            Kind = said.Tap ? InboundKind.Tap : InboundKind.Text,
            Text = said.Text.Replace(Mention, "", StringComparison.Ordinal).Trim(),
            Tapped = said.Card is { Length: > 0 } card ? new TappedCard(CardKey.OfCopy(card), card) : null,
        };
        var outcome = await turns.RunAsync(message, cancellationToken);

        // What a group's card becomes for one person, nobody else is to see: there the answer is said.
        var (state, replies) = said.InGroup ? new TapAnswer(null, outcome.Replies) : TapAnswer.Of(message, outcome.Replies);
        if (state is not null && !chat.Change(said.Card!, state))
        {
            replies = outcome.Replies;
        }

        foreach (var reply in replies)
        {
            chat.Answer(conversation, reply, pushed: false);
        }

        return Results.Ok();
    }

    private static async Task<IResult> MoveClockAsync(ClockMove move, TimeProvider clock, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetService<IClockHands>() is null)
        {
            return Results.Conflict("The clock cannot be moved here. Set Clock:Movable to true (never in production).");
        }

        if (move.Minutes is < 0 or > LongestMove)
        {
            return Results.BadRequest("The clock moves forward by up to two months.");
        }

        await services.GetRequiredService<ClockMover>().MoveToAsync(clock.GetUtcNow().AddMinutes(move.Minutes), cancellationToken);
        return Results.Ok();
    }
}
