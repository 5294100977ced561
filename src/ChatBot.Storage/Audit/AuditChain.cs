using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ChatBot.Storage.Audit;

/// <summary>One line of the trail, as stored.</summary>
internal sealed record AuditLine(long Seq, Guid? ActorId, string Action, string Subject, string Detail, DateTimeOffset DoneAt)
{
    /// <summary>The columns of <c>audit a</c>, in the order of the record.</summary>
    public const string Columns = "a.seq, a.actor_id, a.action, a.subject, a.detail, a.done_at";
}

/// <summary>The hash chain: each seal covers the one before it, its own position and every column of its line.</summary>
internal static class AuditChain
{
    /// <summary>Stands before the first seal.</summary>
    public static byte[] Start { get; } = new byte[32];

    /// <summary>The seal of <paramref name="line"/>. Every part is preceded by its length, so that no two lines read alike.</summary>
    public static byte[] Seal(byte[] before, Guid branch, long position, AuditLine line)
    {
        var content = new ArrayBufferWriter<byte>();
        content.Write(before);
        content.Write(branch.ToByteArray(bigEndian: true));
        Add(content, position);
        Add(content, line.Seq);
        content.Write(line.ActorId is { } actor ? [1, .. actor.ToByteArray(bigEndian: true)] : [0]);
        Add(content, line.Action);
        Add(content, line.Subject);
        Add(content, line.Detail);
        Add(content, line.DoneAt.ToUniversalTime().Ticks / TimeSpan.TicksPerMicrosecond);
        return SHA256.HashData(content.WrittenSpan);
    }

    private static void Add(ArrayBufferWriter<byte> content, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(content.GetSpan(8), number);
        content.Advance(8);
    }

    private static void Add(ArrayBufferWriter<byte> content, string text)
    {
        Add(content, Encoding.UTF8.GetByteCount(text));
        content.Write(Encoding.UTF8.GetBytes(text));
    }
}
