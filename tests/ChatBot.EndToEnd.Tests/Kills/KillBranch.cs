using System.Globalization;
using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Points;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Kills;

/// <summary>Writes the books of one branch: a secretary, members on both platforms, and everything that stories are about.</summary>
internal static class KillBranch
{
    public static async Task WriteAsync(IServiceProvider services, int number, CancellationToken cancellationToken)
    {
        var ids = services.GetRequiredService<IIdSource>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var branch = new Branch(new BranchId(ids.New()), KillWorld.CodeOf(number), string.Create(CultureInfo.InvariantCulture, $"第{number}支部"));
        await services.GetRequiredService<IBranchAdmin>().CreateBranchAsync(branch, now, cancellationToken);
        var changes = new ChangeSet(branch.Id);
        var secretary = new MemberId(ids.New());
        changes.Add(new MemberSaved(new Member { Id = secretary, Name = "王书记", Roles = Roles.Secretary }));
        changes.Add(new IdentityLinked(secretary, new PlatformUser("wecom", "main", KillWorld.SecretaryOf(number))));
        changes.Add(new ConversationBound(new BoundConversation(new OutboundRoute("wecom", "main", RouteKind.Webhook, KillWorld.CodeOf(number)), null, 0)));
        changes.Add(new PointsItemSaved(new PointsItem(new PointsItemId(ids.New()), PointsCategory.Role, "志愿服务", 2, "小时", IsActive: true)));
        var members = Enumerable.Range(0, KillWorld.Members).Select(_ => new MemberId(ids.New())).ToList();
        for (var n = 0; n < members.Count; n++)
        {
            changes.Add(new MemberSaved(new Member { Id = members[n], Name = string.Create(CultureInfo.InvariantCulture, $"成员{n}") }));
            changes.Add(new IdentityLinked(members[n], new PlatformUser(n % 2 == 0 ? "wecom" : "dingtalk", "main", KillWorld.UserOf(number, n))));
        }

        foreach (var n in Stories.Ahead)
        {
            changes.Add(new SessionCreated(Meeting(ids, secretary, n, now.AddDays(3 + n))));
        }

        foreach (var n in Stories.Running)
        {
            changes.Add(new SessionCreated(Meeting(ids, secretary, n, now.AddMinutes(-1)) with { OnlineForAll = true, EndsAt = now.AddHours(6) }));
        }

        foreach (var n in Stories.Past)
        {
            var session = Meeting(ids, secretary, n, now.AddDays(-n)) with { Phase = SessionPhase.Confirmed };
            changes.Add(new SessionCreated(session));
            changes.Add(new ExpectedFrozen(session.Id, members, session.StartsAt));
            changes.Add(new FactsAppended(
                [.. members.Select(m => new AttendanceFact(session.Id, m, AttendanceStatus.Late, IsConfirmed: true, secretary, session.EndsAt, "confirm"))]));
        }

        Assert.Equal(CommitStatus.Committed, (await services.GetRequiredService<ILedger>().CommitAsync(changes, null, cancellationToken)).Status);
    }

    private static Session Meeting(IIdSource ids, MemberId secretary, int number, DateTimeOffset startsAt) => new()
    {
        Id = new SessionId(ids.New()),
        Number = number,
        Kind = SessionKind.PartyClass,
        Theme = Stories.Theme(number),
        StartsAt = startsAt,
        EndsAt = startsAt.AddHours(2),
        Place = "三楼会议室",
        CreatedBy = secretary,
        CheckInSecret = new byte[20],
    };
}
