using System.Text.Json;
using ChatBot.Channels.DingTalk.Payloads;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Time;

namespace ChatBot.Channels.DingTalk.Contacts;

/// <summary>
/// The address book by the old API (department/listsub, user/listsimple): departments are walked, people come page by page.
/// These calls cost nothing of the month's budget.
/// </summary>
internal sealed class DingTalkAddressBook(DingTalkAccounts accounts, DingTalkApiCalls calls) : IAddressBook
{
    private const string Departments = "/topapi/v2/department/listsub";
    private const string People = "/topapi/user/listsimple";
    private const int PageSize = 100;

    /// <summary>An answer that never says "no more" must end some time.</summary>
    private const int MostPages = 1000;

    /// <summary>How often a read waits for the next second of the platform's limit (20 calls).</summary>
    private const int MostPauses = 10;

    private const string Advice = "the app may not read this; in the developer console give it qyapi_get_department_list and qyapi_get_department_member for the branch's department.";

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public string Channel => DingTalkInbound.Channel;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AddressBookEntry>> ReadAsync(string account, long department, CancellationToken cancellationToken)
    {
        if (!accounts.TryGet(account, out var found))
        {
            throw new AddressBookException($"Channels:DingTalk:{account} is not configured.");
        }

        var groups = DepartmentTree.GroupsBelow(department, await WalkAsync(found, department, cancellationToken));
        var people = new List<AddressBookEntry>();
        foreach (var (below, group) in groups)
        {
            people.AddRange((await ListAsync(found, below, cancellationToken)).Select(p => new AddressBookEntry(p.UserId, p.Name, group)));
        }

        return DepartmentTree.Merge(people);
    }

    private async Task<List<(long Id, long Parent, string? Name)>> WalkAsync(DingTalkAccount account, long top, CancellationToken cancellationToken)
    {
        var all = new List<(long Id, long Parent, string? Name)>();
        var seen = new HashSet<long> { top };
        var open = new Queue<long>(seen);
        while (open.TryDequeue(out var parent))
        {
            var result = await CallAsync(account, Departments, new ContactsRequest(parent), cancellationToken);
            foreach (var child in ContactsPayload.Departments(result))
            {
                if (seen.Add(child.Id))
                {
                    all.Add((child.Id, parent, child.Name));
                    open.Enqueue(child.Id);
                }
            }
        }

        return all;
    }

    private async Task<List<(string UserId, string Name)>> ListAsync(DingTalkAccount account, long department, CancellationToken cancellationToken)
    {
        var people = new List<(string, string)>();
        long? cursor = 0;
        for (var page = 0; cursor is { } at && page < MostPages; page++)
        {
            var result = await CallAsync(account, People, new ContactsRequest(department, at, PageSize), cancellationToken);
            people.AddRange(ContactsPayload.People(result));
            cursor = ContactsPayload.Next(result);
        }

        return people;
    }

    private async Task<JsonElement> CallAsync(DingTalkAccount account, string path, ContactsRequest body, CancellationToken cancellationToken)
    {
        var call = new DingTalkCall(path, path, Kind: "", IsSend: false) { IsOld = true };
        for (var again = 0; ; again++)
        {
            var answer = await calls.RunAsync(account, call, body, DingTalkJson.Outgoing.ContactsRequest, cancellationToken);
            if (answer is { Failure: null, Body: { ResultBody: var read } })
            {
                return read;
            }

            var failure = answer.Failure!;

            if (failure is not { Category: FailureCategory.RateLimited, RetryAfter: { } pause } || pause > LongestPause || again == MostPauses)
            {
                throw AddressBookException.Of(path, failure.Category, failure.Code, Advice);
            }

            // From the pause that was asked for to twice as long: the bot's sends count in the same second. Real time, because it
            // is the platform's second that passes.
            await Task.Delay(new BackOff(pause * 1.5, pause * 1.5, spread: 1.0 / 3).Pause(0), TimeProvider.System, cancellationToken);
        }
    }
}
