using System.Runtime.InteropServices;

namespace ChatBot.Conversation.Wording;

/// <summary>A sentence with its variants and the place where it stands.</summary>
internal sealed record WordingEntry(string Key, IReadOnlyList<Template> Variants, string File, int Line)
{
    private readonly uint _hash = Fnv1A(Key);

    /// <summary>The variant of a minute: neighbours in time and neighbouring keys differ, the same moment never does.</summary>
    public Template VariantAt(DateTimeOffset now) =>
        Variants.Count == 1 ? Variants[0] : Variants[(int)((_hash + (ulong)(now.UtcTicks / TimeSpan.TicksPerMinute)) % (ulong)Variants.Count)];

    // string.GetHashCode differs from process to process; replicas must agree.
    private static uint Fnv1A(string text)
    {
        var hash = 2166136261u;
        foreach (var b in MemoryMarshal.AsBytes(text.AsSpan()))
        {
            hash = (hash ^ b) * 16777619u;
        }

        return hash;
    }
}
