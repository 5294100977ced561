using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Points;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Study;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Policies;
using ChatBot.Kernel.Policy;
using Xunit;

namespace ChatBot.Conversation.Tests.Policies;

public sealed class PolicyLibraryTests
{
    [Fact]
    public void For_DefaultProfile_EqualsTheDomainsDefaults()
    {
        var policy = PolicyLibrary.Load(ProductFiles.Dialogs, ProductNames.Policies).For("default");
        var defaults = new BranchPolicy();
        Assert.Equal(defaults.Leave, policy.Leave);
        Assert.Equal(defaults.Escalation.IsOn, policy.Escalation.IsOn);
        Assert.Equal(defaults.Escalation.AsksBeforeStep1, policy.Escalation.AsksBeforeStep1);
        Assert.Equal(defaults.Escalation.Streak.Kinds.Order(), policy.Escalation.Streak.Kinds.Order());
        Assert.Equal(defaults.Escalation.Streak.ExcusedBreaks, policy.Escalation.Streak.ExcusedBreaks);
        Assert.Equal(defaults.CheckIn, policy.CheckIn);
        Assert.Equal(defaults.Reminders.Before, policy.Reminders.Before);
        Assert.Equal(defaults.Reminders.QuietFrom, policy.Reminders.QuietFrom);
        Assert.Equal(defaults.Reminders.QuietUntil, policy.Reminders.QuietUntil);
        Assert.Equal(defaults.Points, policy.Points);
        Assert.Equal(defaults.Posting.NeedsReview, policy.Posting.NeedsReview);
        Assert.Equal(defaults.Posting.BlockedMarks, policy.Posting.BlockedMarks);
        Assert.Equal(defaults.Online, policy.Online);
        Assert.Equal(defaults.Stages.Minimum, policy.Stages.Minimum);
    }

    [Theory]
    [InlineData("p000", false, OnlineAllowed.Mobile, 0)]
    [InlineData("p001", true, OnlineAllowed.Mobile, 0)]
    [InlineData("p002", true, OnlineAllowed.All, 0)]
    [InlineData("p003", false, OnlineAllowed.Mobile, 0)]
    [InlineData("p004", false, OnlineAllowed.Mobile, 3)]
    public void For_Preset_FollowsItsDocument(string profile, bool counts, OnlineAllowed online, int stages)
    {
        var policy = PolicyLibrary.Load(ProductFiles.Dialogs, ProductNames.Policies).For(profile);
        Assert.Equal(profile, policy.Profile);
        Assert.Equal(counts, policy.Escalation.IsOn);
        Assert.Equal(online, policy.Online.Allowed);
        Assert.Equal(stages, policy.Stages.Minimum);
    }

    [Fact]
    public void For_Overrides_GoOnTopOfTheProfile()
    {
        var policy = PolicyLibrary.Load(ProductFiles.Dialogs, ProductNames.Policies).For(
            "p004",
            new Dictionary<string, string>
            {
                ["leave.deadline_hours"] = "12",
                ["esc.step1_send"] = "ask",
                ["streak.excused"] = "skips",
                ["streak.types"] = "class, group",
                ["reminders"] = "2h, 1d",
                ["quiet_hours"] = "22:00-06:30",
                ["post.review"] = "off",
            },
            version: 7);
        Assert.Equal(TimeSpan.FromHours(12), policy.Leave.Deadline);
        Assert.True(policy.Escalation.AsksBeforeStep1);
        Assert.False(policy.Escalation.Streak.ExcusedBreaks);
        Assert.Equal([SessionKind.GroupMeeting, SessionKind.PartyClass], policy.Escalation.Streak.Kinds.Order());
        Assert.Equal([TimeSpan.FromDays(1), TimeSpan.FromHours(2)], policy.Reminders.Before);
        Assert.Equal(new TimeOnly(22, 0), policy.Reminders.QuietFrom);
        Assert.False(policy.Posting.NeedsReview);
        Assert.Equal(3, policy.Stages.Minimum);
        Assert.Equal(7, policy.Version);
    }

    [Theory]
    [InlineData("leave.deadline_hours", "soon")]
    [InlineData("leave.deadlines", "1")]
    public void For_BadOverride_NamesTheKey(string key, string value)
    {
        var library = PolicyLibrary.Load(ProductFiles.Dialogs, ProductNames.Policies);
        var error = Assert.Throws<DataFileException>(() => library.For("default", new Dictionary<string, string> { [key] = value }));
        Assert.Contains($"'{key}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void For_UnknownProfile_Throws() =>
        Assert.Throws<KeyNotFoundException>(() => PolicyLibrary.Load(ProductFiles.Dialogs, ProductNames.Policies).For("p999"));

    [Theory]
    [InlineData("extends: default\nleave.deadline_hours: -1", 2, "'leave.deadline_hours': '-1' is not a whole number from 0 to 720")]
    [InlineData("leave:\n  deadline: 3", 2, "'leave.deadline' is not a parameter")]
    [InlineData("streak.excused: sometimes", 1, "'streak.excused': 'sometimes' is none of breaks, skips")]
    [InlineData("streak.types: [class, party]", 1, "'party' is none of")]
    [InlineData("reminders: [3d, 1w]", 1, "'1w' is not an offset")]
    [InlineData("reminders: [d]", 1, "'d' is not an offset")]
    [InlineData("reminders: ['']", 1, "'' is not an offset")]
    [InlineData("quiet_hours: late", 1, "is not of the form")]
    [InlineData("late_minutes: [1, 2]", 1, "one value is wanted")]
    [InlineData("extends: nobody", 1, "there is no profile 'nobody'")]
    [InlineData("extends: mine", 1, "extends this profile itself")]
    public void Load_FaultyProfile_NamesFileLineAndKey(string yaml, int line, string message)
    {
        using var dialogs = new TemporaryDialogs();
        dialogs.With("policies/default.yaml", "late_minutes: 15").With("policies/mine.yaml", yaml);
        var error = Assert.Throws<DataFileException>(() => PolicyLibrary.Load(dialogs.Path, ProductNames.Policies));
        var fault = Assert.Single(error.Faults);
        Assert.Equal(("policies/mine.yaml", line), (fault.File, fault.Line));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }
}
