using ChatBot.Conversation.Commands;
using ChatBot.Conversation.Understanding.MeetingTimes;
using ChatBot.Conversation.Wording;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Policy;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;
using Xunit;

namespace ChatBot.Conversation.Tests.Commands;

/// <summary>The product's grammar with a small branch behind it: Wednesday 2026-03-04, 10:00 in Shanghai.</summary>
internal sealed class CommandBench
{
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 2, 0, 0, TimeSpan.Zero);
    public static readonly Guid Class = new("00000000-0000-0000-0000-0000000000c1");
    public static readonly Guid ThemeDay = new("00000000-0000-0000-0000-0000000000d2");
    public static readonly Guid FirstLeave = new("00000000-0000-0000-0000-000000a1b2c3");
    public static readonly Guid SecondLeave = new("00000000-0000-0000-0000-000000d4e5f6");
    public static readonly Guid ZhangSan = new("00000000-0000-0000-0000-0000000000e1");
    public static readonly Guid LiSi = new("00000000-0000-0000-0000-0000000000e2");

    private readonly HashSet<string> _forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Choice>> _choices;
    private readonly WordingLibrary _wording = WordingLibrary.Load(ProductFiles.Dialogs, strict: true);

    /// <summary>A branch with two of each thing; or one of each, with the class today.</summary>
    public CommandBench(bool oneOfEach = false)
    {
        IReadOnlyList<Choice> sessions =
        [
            new(Class.ToString("N"), "12", Phrase.Of("dialog.fine"), ["党课", "学习条例"]) { At = new(2026, 3, oneOfEach ? 4 : 11, 7, 0, 0, TimeSpan.Zero) },
            new(ThemeDay.ToString("N"), "13", Phrase.Of("dialog.fine"), ["主题党日", "参观学习"]) { At = new(2026, 3, 13, 6, 0, 0, TimeSpan.Zero) },
        ];
        IReadOnlyList<Choice> members = [Choice.Of(ZhangSan, Phrase.Of("dialog.fine"), "张三"), Choice.Of(LiSi, Phrase.Of("dialog.fine"), "李四")];
        IReadOnlyList<Choice> leaves = [Choice.Of(FirstLeave, Phrase.Of("dialog.fine"), "张三"), Choice.Of(SecondLeave, Phrase.Of("dialog.fine"), "李四")];
        IReadOnlyList<Choice> materials = [new(Class.ToString("N"), "3", Phrase.Of("dialog.fine"), ["条例"])];
        _choices = Grammar.Commands.SelectMany(c => c.Arguments).Select(a => a.Source).OfType<string>().Distinct(StringComparer.Ordinal)
            .ToDictionary(s => s, s => s switch
            {
                "members.all" => members,
                "leave.pending" => leaves,
                "sessions.open" => [sessions[0]],
                _ when s.StartsWith("sessions.", StringComparison.Ordinal) || s == "attendance.disputable" => sessions,
                "points.items" => [Choice.Of(Class, Phrase.Of("dialog.fine"), "志愿服务")],
                _ when s.StartsWith("study.", StringComparison.Ordinal) => materials,
                _ => leaves,
            });
        if (oneOfEach)
        {
            _choices = _choices.ToDictionary(c => c.Key, c => c.Key == "members.all" ? c.Value : [c.Value[0]]);
        }

        Interpreter = new CommandInterpreter(() => Grammar, _choices.Select(c => new Source(c.Key, c.Value)), new MeetingTimeWords(new MeetingTimeReader()), new Forms(_forms), ProductNames.Catalogue);
    }

    public static CommandGrammar Grammar { get; } = CommandGrammar.Load(ProductFiles.Dialogs);

    public CommandInterpreter Interpreter { get; }

    public Roles Roles { get; init; } = Roles.Secretary;

    public ConversationScope Scope { get; init; } = ConversationScope.Private;

    public CommandBench WithForm(string useCase)
    {
        _forms.Add(useCase);
        return this;
    }

    public Task<CommandOutcome> SaysAsync(string text, IReadOnlyList<string>? lastList = null, string? lastSource = null)
    {
        Assert.True(Interpreter.IsCommand(text), text);
        return Interpreter.InterpretAsync(text, ScopeOf(text, Roles, Scope), lastList, lastSource, TestContext.Current.CancellationToken);
    }

    /// <summary>Runs a command that must be complete; its use case and inputs as <c>name=value</c>, sorted.</summary>
    public async Task<string> RunsAsync(string text)
    {
        var outcome = await SaysAsync(text);
        if (outcome is CommandOutcome.Answer)
        {
            Assert.Fail($"{text} -> {(await AnswersAsync(text)).PlainText}");
        }

        return outcome switch
        {
            CommandOutcome.RunUseCase run => Shown(run.UseCase, run.Inputs),
            CommandOutcome.OpenForm form => "form " + Shown(form.UseCase, form.Filled),
            _ => outcome.ToString(),
        };
    }

    /// <summary>Runs a command that must be answered at once.</summary>
    public async Task<OutboundMessage> AnswersAsync(string text)
    {
        var answer = Assert.IsType<CommandOutcome.Answer>(await SaysAsync(text));
        return _wording.Render(Assert.Single(answer.Replies), BranchCalendar, Now);
    }

    private static Kernel.Calendar.BranchCalendar BranchCalendar => Kernel.Calendar.BranchCalendar.For("Asia/Shanghai");

    private static string Shown(string useCase, Inputs inputs) =>
        string.Join(' ', inputs.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={Short(v.Value)}").Prepend(useCase));

    private static string Short(string value) => string.Join(',', value.Split(',').Select(v => Guid.TryParseExact(v, "N", out var id) ? "@" + id.ToString("N")[^6..].TrimStart('0') : v));

    public static TurnScope ScopeOf(string text, Roles roles = Roles.Secretary, ConversationScope scope = ConversationScope.Private) => new()
    {
        Branch = new BranchSnapshot(new Branch(new BranchId(Class), "demo", "示例支部"), new BranchPolicy(), [], [], [], []),
        Actor = new Member { Id = new MemberId(LiSi), Name = "李四", Roles = roles },
        Now = Now,
        Message = new InboundMessage
        {
            Sender = new PlatformUser("simulator", "demo", "lisi"),
            MessageId = "1",
            Scope = scope,
            ConversationId = "c",
            Kind = InboundKind.Text,
            Text = text,
            SentAt = Now,
        },
        Changes = new ChangeSet(new BranchId(Class)),
        Ids = new NoIds(),
    };

    private sealed class NoIds : IIdSource
    {
        public Guid New() => throw new InvalidOperationException("A command makes nothing.");
    }

    private sealed class Forms(HashSet<string> useCases) : IFormCatalogue
    {
        public bool HasFormFor(string useCase) => useCases.Contains(useCase);
    }

    private sealed class Source(string name, IReadOnlyList<Choice> choices) : IChoiceSource
    {
        public string Name => name;

        public Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken) => Task.FromResult(choices);
    }
}
