using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Roster;

/// <summary>Somebody in a platform's address book (通讯录).</summary>
/// <param name="UserId">The platform's user id.</param>
/// <param name="Name">The name there.</param>
/// <param name="Group">Name of the department right below the one that was asked for; null for those in that one itself.</param>
public sealed record AddressBookEntry(string UserId, string Name, string? Group);

/// <summary>Reads the address book of a platform account.</summary>
public interface IAddressBook
{
    /// <summary><c>wecom</c>, <c>dingtalk</c>.</summary>
    string Channel { get; }

    /// <summary>Everybody in a department and below, once each, by user id.</summary>
    /// <param name="account">The configured account.</param>
    /// <param name="department">The department that is the branch; 1 is the whole company.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AddressBookException">It cannot be read; the message says what to do.</exception>
    Task<IReadOnlyList<AddressBookEntry>> ReadAsync(string account, long department, CancellationToken cancellationToken);
}

/// <summary>An address book cannot be read. The message is for the operator.</summary>
public sealed class AddressBookException : Exception
{
    public AddressBookException()
    {
    }

    public AddressBookException(string message)
        : base(message)
    {
    }

    public AddressBookException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Why a call failed, with what to do about it.</summary>
    /// <param name="operation">The platform's name of the call.</param>
    /// <param name="failure">The kind of failure.</param>
    /// <param name="code">The platform's code.</param>
    /// <param name="advice">Where the right is given on this platform.</param>
    public static AddressBookException Of(string operation, FailureCategory failure, string code, string advice) => new($"{operation} failed ({code}): " + failure switch
    {
        FailureCategory.Configuration or FailureCategory.Permanent => advice,
        FailureCategory.Authentication => "the secret is refused; look with chatbot doctor.",
        FailureCategory.RateLimited => "the platform says too many calls; try again in some minutes.",
        _ => "the platform did not answer; try again.",
    });
}

/// <summary>Gathers departments that form a tree.</summary>
public static class DepartmentTree
{
    /// <summary>For each department below <paramref name="top"/>, itself included, the name of the one right below the top.</summary>
    public static IReadOnlyDictionary<long, string?> GroupsBelow(long top, IEnumerable<(long Id, long Parent, string? Name)> departments)
    {
        var children = departments.ToLookup(d => d.Parent);
        var groups = new Dictionary<long, string?> { [top] = null };
        var open = new Queue<long>([top]);
        while (open.TryDequeue(out var at))
        {
            foreach (var child in children[at])
            {
                // A department that is named as its own parent would never end.
                if (groups.TryAdd(child.Id, at == top ? child.Name : groups[at]))
                {
                    open.Enqueue(child.Id);
                }
            }
        }

        return groups;
    }

    /// <summary>Each person once; of several departments the first that makes a group counts.</summary>
    public static IReadOnlyList<AddressBookEntry> Merge(IEnumerable<AddressBookEntry> found) =>
    [
        .. found.GroupBy(e => e.UserId, StringComparer.OrdinalIgnoreCase)
            .Select(g => g.FirstOrDefault(e => e.Group is not null) ?? g.First())
            .OrderBy(e => e.UserId, StringComparer.Ordinal),
    ];
}
