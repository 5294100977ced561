using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom;

/// <summary>Who gets an app message: <c>touser</c>, <c>toparty</c>, <c>totag</c> (page 90236).</summary>
internal sealed record WeComAddressees(IReadOnlyList<string> Reached, IReadOnlyList<string> BadUsers, IReadOnlyList<string> BadParties, IReadOnlyList<string> BadTags)
{
    public bool NobodyLeft => Reached.Count == 0;

    /// <summary>Reads and checks the three lists, or ends with 82001, 40032, 82002, 82003.</summary>
    public static WeComAddressees Read(ApiCall call, JsonElement message, WeComDoubleOptions company)
    {
        var (users, parties, tags) = (Split(message, "touser"), Split(message, "toparty"), Split(message, "totag"));
        if (users.Count + parties.Count + tags.Count == 0)
        {
            throw call.Refuse(82001);
        }

        if (users is ["@all"])
        {
            return new WeComAddressees(["@all"], [], [], []);
        }

        if (users.Count > 1000)
        {
            throw call.Refuse(40032);
        }

        if (parties.Count > 100 || tags.Count > 100)
        {
            throw call.Refuse(parties.Count > 100 ? 82002 : 82003);
        }

        var known = users.ToLookup(u => company.TakesAnyUser || company.Members.Any(m => Same(m.UserId, u)));
        var departments = parties.ToLookup(p => company.Departments.Any(d => d.Id.ToString(CultureInfo.InvariantCulture) == p));
        var inDepartments = departments[true].SelectMany(p => MembersOf(p, company));
        return new WeComAddressees(
            [.. known[true].Concat(inDepartments).Distinct(StringComparer.OrdinalIgnoreCase)],
            [.. known[false].Select(u => u.ToLowerInvariant())],
            [.. departments[false]],
            tags);
    }

    /// <summary>The fields about those who were not reached.</summary>
    public JsonObject Invalid() => new()
    {
        ["invaliduser"] = string.Join('|', BadUsers),
        ["invalidparty"] = string.Join('|', BadParties),
        ["invalidtag"] = string.Join('|', BadTags),
        ["unlicenseduser"] = "",
    };

    private static List<string> MembersOf(string department, WeComDoubleOptions company)
    {
        var members = company.Members.Where(m => m.Departments.Any(d => d.ToString(CultureInfo.InvariantCulture) == department)).Select(m => m.UserId).ToList();
        return members.Count > 0 || !company.TakesAnyUser ? members : [$"department:{department}"];
    }

    private static IReadOnlyList<string> Split(JsonElement message, string name) =>
        [.. message.Text(name).Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
