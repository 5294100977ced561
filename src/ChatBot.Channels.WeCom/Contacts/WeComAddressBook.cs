using System.Globalization;
using ChatBot.Kernel.Roster;

namespace ChatBot.Channels.WeCom.Contacts;

/// <summary>
/// The address book as the self-built app may see it (pages 90208, 90200): departments, then each department's people.
/// The app reads who is in its visible range, by user id and name; phone numbers are not given to new apps any more.
/// </summary>
internal sealed class WeComAddressBook(WeComAccounts accounts, WeComApiClient api) : IAddressBook
{
    private const string Advice = "the app may not read this; in the admin console widen its 可见范围 to the branch's department, and trust this address (企业可信IP).";

    /// <inheritdoc/>
    public string Channel => WeComChannel.ChannelName;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AddressBookEntry>> ReadAsync(string account, long department, CancellationToken cancellationToken)
    {
        if (!accounts.TryGet(account, out var found) || found.Options.App is null)
        {
            throw new AddressBookException($"Channels:WeCom:{account}:App is not configured; the address book is read with the app's secret.");
        }

        var id = department.ToString(CultureInfo.InvariantCulture);
        var departments = (await CallAsync(found, "department/list", $"id={id}", cancellationToken)).Departments ?? [];
        var groups = DepartmentTree.GroupsBelow(department, departments.Select(d => (d.Id, d.ParentId, d.Name)));
        var people = new List<AddressBookEntry>();
        foreach (var (below, group) in groups)
        {
            var answer = await CallAsync(found, "user/simplelist", $"department_id={below.ToString(CultureInfo.InvariantCulture)}", cancellationToken);
            people.AddRange((answer.UserList ?? [])
                .Where(m => m.UserId is { Length: > 0 })
                .Select(m => new AddressBookEntry(WeComInbound.NormaliseUserId(m.UserId!), m.Name?.Trim() ?? "", group)));
        }

        return DepartmentTree.Merge(people);
    }

    private async Task<Payloads.ApiAnswer> CallAsync(WeComAccount account, string operation, string query, CancellationToken cancellationToken)
    {
        var call = await api.CallAsync(account, WeComCaller.App, WeComApiRequest.Get(operation, query), cancellationToken);
        return call.Failure is { } failure ? throw AddressBookException.Of(operation, failure, call.Code, Advice) : call.Answer!;
    }
}
