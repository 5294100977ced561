using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Benchmarks.Turn;

/// <summary>Branches of ordinary size, written through the product's own ledger.</summary>
internal static class BenchBranches
{
    /// <summary>Members of a branch; the first is its secretary.</summary>
    public const int Members = 50;

    /// <summary>Sessions ahead, so that the bot has to ask which one is meant.</summary>
    public const int Sessions = 4;

    private static readonly SessionKind[] Kinds = [SessionKind.PartyClass, SessionKind.ThemeDay, SessionKind.GeneralMeeting, SessionKind.GroupMeeting];

    /// <summary>The platform's user id of a member.</summary>
    public static string UserOf(int branch, int member) => $"b{branch}m{member}";

    /// <summary>Makes branches 0 to <paramref name="count"/> - 1, their members known on a channel.</summary>
    public static async Task MakeAsync(IServiceProvider services, int count, CancellationToken cancellationToken, string channel = "wecom")
    {
        var admin = services.GetRequiredService<IBranchAdmin>();
        var ids = services.GetRequiredService<IIdSource>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        for (var number = 0; number < count; number++)
        {
            var branch = new Branch(new BranchId(ids.New()), $"bench{number}", $"第{number}支部");
            await admin.CreateBranchAsync(branch, now, cancellationToken);
            var changes = new ChangeSet(branch.Id);
            var secretary = AddMembers(changes, number, channel, ids);
            AddSessions(changes, secretary, ids, now);
            await Written.CommitAsync(services, changes, cancellationToken);
        }
    }

    private static MemberId AddMembers(ChangeSet changes, int branch, string channel, IIdSource ids)
    {
        MemberId? secretary = null;
        for (var n = 0; n < Members; n++)
        {
            var id = new MemberId(ids.New());
            changes.Add(new MemberSaved(new Member { Id = id, Name = $"成员{n}", Roles = n == 0 ? Roles.Secretary : Roles.None }));
            changes.Add(new IdentityLinked(id, new PlatformUser(channel, "main", UserOf(branch, n))));
            secretary ??= id;
        }

        return secretary!.Value;
    }

    private static void AddSessions(ChangeSet changes, MemberId secretary, IIdSource ids, DateTimeOffset now)
    {
        for (var n = 0; n < Sessions; n++)
        {
            var startsAt = now.AddDays(5 + (2 * n));
            changes.Add(new SessionCreated(new Session
            {
                Id = new SessionId(ids.New()),
                Number = n + 1,
                Kind = Kinds[n % Kinds.Length],
                Theme = $"第{n + 1}次学习",
                StartsAt = startsAt,
                EndsAt = startsAt.AddHours(2),
                Place = "三楼会议室",
                Recorder = secretary,
                CreatedBy = secretary,
                CheckInSecret = new byte[20],
            }));
        }
    }
}
