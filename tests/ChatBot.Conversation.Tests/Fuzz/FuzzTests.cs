using System.Globalization;
using System.Text;
using ChatBot.Capabilities.Sessions;
using ChatBot.Conversation.Commands;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Policies;
using ChatBot.Conversation.Tests.Commands;
using ChatBot.Conversation.Tests.Dialogs;
using ChatBot.Conversation.Understanding;
using ChatBot.Conversation.Understanding.DateTimes;
using ChatBot.Conversation.Understanding.MeetingTimes;
using ChatBot.Conversation.Understanding.Numbers;
using ChatBot.Conversation.Wording;
using Xunit;

namespace ChatBot.Conversation.Tests.Fuzz;

/// <summary>No input makes the bot throw, run away, or answer one way today and another tomorrow. How long: <see cref="FuzzRun"/>.</summary>
[Trait("Category", "Fuzz")]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly DateTime Said = new(2026, 3, 4, 10, 0, 0);
    private static readonly TextForge Texts = new(CommandBench.Grammar.Commands.SelectMany(c => c.Examples));

    [Fact]
    public Task Recognisers_AnyText_AnswerInTime()
    {
        var times = new MeetingTimeReader();
        return new FuzzRun("recognisers", output).RunAsync(Texts.Text, text =>
        {
            var entities = DateTimeRecognizer.Recognize(text, Said);
            var end = 0;
            foreach (var entity in entities)
            {
                Assert.True(entity.Start >= end && entity.Length > 0 && entity.End <= text.Length);
                end = entity.End;
            }

            var numbers = NumberRecognizer.Recognize(text);
            var time = times.Read(text, Said);
            return Task.FromResult(string.Join('|', entities.Select(e => e.Timex)) + string.Join('|', numbers.Select(n => n.Value.ToString(CultureInfo.InvariantCulture))) + time?.Moment);
        }, Texts.Sentences);
    }

    [Fact]
    public Task Turns_AnyText_AreAnsweredInTime()
    {
        var bot = new Bot();
        bot.Offers("sessions.leavable", Session(12), Session(13)).Offers("sessions.joinable", Session(12), Session(13)).Offers("members.all", Bot.Thing(1, "李敏"), Bot.Thing(2, "王芳"))
            .Offers("points.items", Bot.Thing(3, "志愿服务"), Bot.Thing(4, "学习"));
        var sentences = Understander.Load(ProductFiles.Dialogs);
        return new FuzzRun("turns", output).RunAsync(Texts.Text, async text =>
        {
            // A form is open, so that the text is also read as its answer.
            var understood = sentences.Understand(text, Said);
            var (opened, _) = await TurnAsync(bot, "请假", null);
            var (_, answer) = await TurnAsync(bot, text, opened);
            return $"{understood.Intent} {string.Join(' ', understood.Slots.Select(s => s.Value))}\n{answer}";
        }, Texts.Sentences);
    }

    [Fact]
    public Task Commands_AnyText_AreReadInTime()
    {
        var bench = new CommandBench();
        return new FuzzRun("commands", output).RunAsync(Texts.Command, async text =>
        {
            if (!bench.Interpreter.IsCommand(text))
            {
                return "";
            }

            var outcome = await bench.SaysAsync(text);
            return outcome switch
            {
                CommandOutcome.RunUseCase run => run.UseCase + string.Join(' ', run.Inputs.Values.OrderBy(i => i.Key, StringComparer.Ordinal)),
                CommandOutcome.Answer answer => string.Join(' ', answer.Replies.Select(r => r.Text.Key)),
                _ => outcome.GetType().Name,
            };
        }, Texts.Commands);
    }

    [Fact]
    public async Task Files_SpoiltInAnyWay_AreReadOrRefusedInTime()
    {
        var forge = new YamlForge();
        using var folder = new TemporaryDialogs();
        string? last = null;
        await new FuzzRun("files", output).RunAsync(forge.Next, input =>
        {
            if (last is not null)
            {
                File.Delete(Path.Combine(folder.Path, last));
            }

            var at = input.IndexOf('\n', StringComparison.Ordinal);
            last = input[..at];
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.Path, last))!);
            File.WriteAllBytes(Path.Combine(folder.Path, last), Encoding.UTF8.GetBytes(input[(at + 1)..]));
            return Task.FromResult(string.Join('\n', Load(folder.Path, last)));
        }, Enumerable.Range(0, 300).Select(n => forge.Next(new Random(n))));
    }

    private static IEnumerable<Fault> Load(string dialogs, string file)
    {
        var faults = new List<Fault>();
        if (file.StartsWith(PolicyLibrary.Folder, StringComparison.Ordinal))
        {
            PolicyLibrary.Load(dialogs, ProductNames.Policies, faults);
            return faults;
        }

        switch (Path.GetFileName(file))
        {
            case "forms.yaml" or "words.yaml":
                return DialogLibrary.Load(dialogs, new KnownNames(null, null, static _ => true)).Faults;
            case CommandGrammar.FileName:
                CommandGrammar.Load(dialogs, faults);
                break;
            case IntentDefinition.FileName:
                IntentDefinition.Load(dialogs, faults);
                break;
            default:
                WordingLibrary.Load(dialogs, faults);
                break;
        }

        return faults;
    }

    private static Kernel.UseCases.Choice Session(int number) => Bot.Session(number, SessionKind.PartyClass, "学习", number, 15);

    private static async Task<(string? State, string Text)> TurnAsync(Bot bot, string text, string? state)
    {
        var result = await bot.Handler.HandleAsync(bot.Message(ChatBot.Kernel.Channels.InboundKind.Text, text, ChatBot.Kernel.Channels.ConversationScope.Private), new ChatBot.Kernel.Turns.TurnMemory(state), CancellationToken.None);
        bot.Runs.Clear();
        return (result.NextState, string.Join('\n', result.Replies.Select(r => r.Text)));
    }
}
