using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Attendance;

/// <summary>The list in words; names of absent members, so for private chats alone.</summary>
internal static class SheetPhrases
{
    /// <summary>The list as recorder and secretary see it.</summary>
    public static Reply List(Session session, Sheet sheet, BranchSnapshot branch, MemberId reader)
    {
        var open = sheet.With(AttendanceStatus.NotRecorded);
        return new Reply(
            Phrase.Of(
                "attendance.sheet",
                ("session", SessionPhrases.Short(session)),
                ("expected", sheet.Lines.Count),
                ("present", sheet.With(AttendanceStatus.Present).Count),
                ("present_names", branch.NamesOf(sheet.With(AttendanceStatus.Present))),
                ("online_names", branch.NamesOf(sheet.With(AttendanceStatus.PresentOnline))),
                ("late_names", branch.NamesOf(sheet.With(AttendanceStatus.Late))),
                ("leave_names", branch.NamesOf(sheet.With(AttendanceStatus.Excused))),
                ("absent_names", branch.NamesOf(sheet.With(AttendanceStatus.Unexcused))),
                ("exempt_names", branch.NamesOf(sheet.With(AttendanceStatus.NotExpected))),
                ("open", open.Count),
                ("open_names", branch.NamesOf(open)),
                ("asking_names", branch.NamesOf([.. open.Where(sheet.LeaveAsked.Contains)]))),
            session.Phase == SessionPhase.Confirmed
                ? null
                : branch.Member(reader) is { } member && Rights.May(member, AttendanceActions.Confirm, SessionLookup.SubjectOf(session))
                    ? [ButtonPhrase.Of("attendance.mark", ("number", session.Number)), ButtonPhrase.Of("attendance.confirm", ("number", session.Number))]
                    : [ButtonPhrase.Of("attendance.mark", ("number", session.Number))],
            Phrase.Of("attendance.sheet_title"));
    }
}
