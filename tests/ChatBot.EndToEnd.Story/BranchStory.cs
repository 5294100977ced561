using ChatBot.EndToEnd.Story.Chapters;

namespace ChatBot.EndToEnd.Story;

/// <summary>A month in the life of a branch: what <c>deploy/local/up.sh demo</c> plays.</summary>
public static class BranchStory
{
    /// <summary>Plays all chapters on a bot that stands at its first moment.</summary>
    /// <exception cref="StoryFailedException">Something was not as it should be.</exception>
    public static async Task PlayAsync(Storyteller story)
    {
        await FirstMeeting.NoticeAndSignUpAsync(story);
        await FirstMeeting.LeaveAsync(story);
        await FirstMeeting.StudyAsync(story);
        await FirstMeeting.RemindersAsync(story);
        await Attendance.CheckInAsync(story);
        await Attendance.ConfirmAsync(story);
        await Attendance.DisputeAsync(story);
        await Escalation.SecondAbsenceAsync(story);
        await Escalation.ThirdAbsenceAsync(story);
        await Points.ClaimAndDecideAsync(story);
        await Points.MonthEndAsync(story);
        await story.GroupKeptOutAsync();
    }
}
