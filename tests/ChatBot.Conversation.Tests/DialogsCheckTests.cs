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
            .With("all/wording.yaml", """
                enum.LeaveReason.Ill: 病假
                button.leave.approve: {label: 同意, say: "/批准 {handle}"}
                """)
            .With("leave/command.yaml", "topic: 请假")
            .With("odd/examples.yaml", "oddity: {}")
            .With("common/commands.yaml", "words: {LeaveReason: {Ill: [病假]}}")
            .With("leave/commands.yaml", """
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
            "all/wording.yaml:1: 'enum.LeaveReason.Ill' words a value that does not exist",
            "all/wording.yaml:2: 'button.leave.approve.say' says '/批准 ', which is no command",
            "wording.yaml: 'enum.LeaveReason.Sick' has no word",
            "common/commands.yaml:1: words LeaveReason: 'Ill' is no member of it",
            "leave/commands.yaml:3: command leave.decide: there is no use case 'leave.decide' (did you mean leave.decided?)",
            "there is no choice source 'leave.pendin' (did you mean leave.pending?)",
            "the example '/审假 1' is not this command",
            "the argument name '单' is used twice",
            "odd/examples.yaml:1: 'oddity' is not known here",
            "forms.yaml: the file is missing",
            "leave/command.yaml: no part of the bot reads this file",
        })
        {
            Assert.Contains(faults, f => f.Contains(expected, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Run_NoFolder_SaysSo()
    {
        using var dialogs = new TemporaryDialogs();
        Assert.Contains(DialogsCheck.Run(dialogs.Path, ProductNames.Declared()), f => f.File == "commands.yaml" && f.Message.Contains("missing", StringComparison.Ordinal));
    }
}
