using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatBot.Host.Simulator;

namespace ChatBot.EndToEnd.Tests.Routes;

/// <summary>The simulator's page, by the calls that it makes.</summary>
internal sealed class SimulatorRoute : BotRoute
{
    private readonly HttpClient _http = new();
    public override string Name => "simulator";

    protected override Task<(string Identities, IReadOnlyDictionary<string, string?> Settings)> PrepareAsync(CancellationToken cancellationToken) =>
        Task.FromResult<(string, IReadOnlyDictionary<string, string?>)>(("", new Dictionary<string, string?> { ["Simulator:Enabled"] = "true" }));

    protected override Task BindAsync() => Task.CompletedTask;

    protected override Task SayAsync(string user, string text, bool inGroup) => PostAsync(user, inGroup ? "@小助手 " + text : text, inGroup, card: null);

    protected override Task TapAsync(string user, Seen seen, SeenButton button) => PostAsync(user, button.Key, seen.InGroup, seen.CopyId ?? "");

    protected override async Task<IReadOnlyList<Seen>> ScreenAsync(string user)
    {
        var answer = await _http.GetFromJsonAsync<JsonObject>(new Uri(World.Url, "simulator/api/lines?after=0"));
        var screen = new List<Seen>();
        foreach (var line in answer!["lines"]!.AsArray().Where(l => (string?)l!["from"] == "bot"))
        {
            var isGroup = (string?)line!["conversation"] == SimulatorChat.Group;
            if (!isGroup && (string?)line["conversation"] != SimulatorChat.Private(user))
            {
                continue;
            }

            var card = (string?)line["card"];
            var seen = new Seen(
                isGroup,
                $"{(string?)line["title"]}\n{(string?)line["text"]}",
                [.. line["buttons"]!.AsArray().Select(b => new SeenButton((string)b!["label"]!, (string)b["say"]!))],
                CopyId: card);
            var at = card is null ? -1 : screen.FindIndex(s => s.CopyId == card);
            if (at < 0)
            {
                screen.Add(seen);
            }
            else
            {
                screen[at] = seen;
            }
        }

        return screen;
    }

    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await base.DisposeAsync();
    }

    private async Task PostAsync(string user, string text, bool inGroup, string? card)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(World.Url, "simulator/api/say"), new { user, inGroup, text, tap = card is not null, card });
        answer.EnsureSuccessStatusCode();
    }
}
