using Xunit;

namespace ChatBot.Conversation.Tests;

public sealed class DialogsCheckTests
{
    [Fact]
    public void Run_ProductFiles_HaveNoFault() => Assert.Empty(DialogsCheck.Run(ProductFiles.Dialogs, ProductNames.Declared()));

    [Fact]
    public void Run_SlipsAcrossFiles_AreTold()
    {
        using var dialogs = new TemporaryDialogs();
        dialogs.With("policies/default.yaml", "late_minutes: fifteen")
            .With("wording/zh-Hans/all.yaml", """
                enum.LeaveReason.Ill: 病假
                button.leave.approve: {label: 同意, say: "/批准 {handle}"}
                """)
            .With("examples/odd.yaml", "intent: oddity")
            .With("commands/words.yaml", "words: {LeaveReason: {Ill: [病假]}}")
            .With("commands/leave.yaml", """
                topic: 请假
                commands:
                  leave.decide:
                    names: [批假]
                    english: [leave decide]
                    help: 批假
                    arguments:
                      request: {names: [单], type: choice, from: leave.pendin, required: true}
                      reason: {names: [单], type: LeaveReason}
                    examples: [/审假 1]
                """);
        var faults = DialogsCheck.Run(dialogs.Path, ProductNames.Declared(new HashSet<string> { "leave.decided" }, new HashSet<string> { "leave.pending" })).Select(f => f.ToString()).ToList();
        foreach (var expected in new[]
        {
            "policies/default.yaml:1: 'late_minutes': 'fifteen' is not a whole number",
            "wording/zh-Hans/all.yaml:1: 'enum.LeaveReason.Ill' words a value that does not exist",
            "wording/zh-Hans/all.yaml:2: 'button.leave.approve.say' says '/批准 ', which is no command",
            "'enum.LeaveReason.Sick' has no word",
            "words LeaveReason: 'Ill' is no member of it",
            "commands/leave.yaml:3: command leave.decide: there is no use case 'leave.decide' (did you mean leave.decided?)",
            "there is no choice source 'leave.pendin' (did you mean leave.pending?)",
            "the example '/审假 1' is not this command",
            "the argument name '单' is used twice",
            "examples/odd.yaml:1: 'oddity' is no intent",
            "forms: the folder is missing",
        })
        {
            Assert.Contains(faults, f => f.Contains(expected, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Run_NoFolder_SaysSo()
    {
        using var dialogs = new TemporaryDialogs();
        Assert.Contains(DialogsCheck.Run(dialogs.Path, ProductNames.Declared()), f => f.File == "commands" && f.Message.Contains("missing", StringComparison.Ordinal));
    }
}
