using ChatBot.Kernel.Roster;

namespace ChatBot.Capabilities.Study;

/// <summary>Rows of rules.md §20 for study material.</summary>
public static class StudyActions
{
    /// <summary>Draft study material.</summary>
    public static ActionRule Draft { get; } = new("study.draft", Who.Secretary | Who.Committee);

    /// <summary>Approve study material for posting; never one's own draft (R-1402).</summary>
    public static ActionRule Approve { get; } = new("study.approve", Who.Secretary | Who.Committee | Who.Deputy, OwnCase.TwoPeople);
}
