using System.Diagnostics.CodeAnalysis;
using ChatBot.Kernel;

namespace ChatBot.Capabilities.Attendance;

/// <summary>What lines said before they were marked, in text as <c>member=Status</c> separated by commas.</summary>
/// <param name="Marks">Each member once.</param>
public sealed record MarksBefore(IReadOnlyList<(MemberId Member, AttendanceStatus Status)> Marks) : IParsable<MarksBefore>
{
    /// <inheritdoc/>
    public static MarksBefore Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var marks) ? marks : throw new FormatException("These are no marks.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out MarksBefore result)
    {
        var marks = new List<(MemberId, AttendanceStatus)>();
        foreach (var pair in (s ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=') is not [var member, var word] || !Guid.TryParse(member, out var id)
                || !Enum.TryParse<AttendanceStatus>(word, out var status) || !Enum.IsDefined(status))
            {
                result = null;
                return false;
            }

            marks.Add((new MemberId(id), status));
        }

        result = new MarksBefore(marks);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', Marks.Select(m => $"{m.Member}={m.Status}"));
}
