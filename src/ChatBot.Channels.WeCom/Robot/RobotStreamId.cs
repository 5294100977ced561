using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>
/// The id of an unfinished stream holds the message that it answers, encrypted and signed with the callback's key. So
/// whichever replica is asked for the next state can run the turn again, which gives the stored reply; nothing needs to be
/// shared for it.
/// </summary>
internal sealed class RobotStreamId
{
    /// <summary>A longer message goes another way: ids should stay small, and the pages name no limit.</summary>
    private const int MostTextBytes = 256;

    /// <summary>The first version did not tell a message without time of its own; its ids are read while old and new replicas run.</summary>
    private const byte Untold = 1;

    private const byte Version = 2;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _key;

    /// <summary>Ids of one robot.</summary>
    /// <param name="encodingAesKey">EncodingAESKey of the callback.</param>
    public RobotStreamId(string encodingAesKey) =>
        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(encodingAesKey), 32, info: "branchbot stream id"u8.ToArray());

    /// <summary>The id, or null when the message does not fit into one.</summary>
    public string? TryWrite(InboundMessage message)
    {
        if (message.Attachments.Count > 0 || message.Tapped is not null || Encoding.UTF8.GetByteCount(message.Text) > MostTextBytes)
        {
            return null;
        }

        using var plain = new MemoryStream();
        using (var writer = new BinaryWriter(plain, Encoding.UTF8))
        {
            writer.Write(Version);
            writer.Write(message.Sender.Account);
            writer.Write(message.Sender.UserId);
            writer.Write(message.MessageId);
            writer.Write(message.Scope == ConversationScope.Group ? message.ConversationId : "");
            writer.Write(message.SentAt.ToUnixTimeSeconds());
            writer.Write((byte)message.Kind);
            writer.Write(message.Text);
            writer.Write(message.IsTimed);
        }

        var bytes = plain.ToArray();
        var sealedBytes = new byte[NonceBytes + bytes.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(nonce, bytes, sealedBytes.AsSpan(NonceBytes, bytes.Length), sealedBytes.AsSpan(NonceBytes + bytes.Length));
        return Base64Url.EncodeToString(sealedBytes);
    }

    /// <summary>The message of an id that we wrote; null for any other.</summary>
    public InboundMessage? TryRead(string account, string streamId)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(streamId.Length)];
        if (Base64Url.DecodeFromChars(streamId, bytes, out _, out var length) != OperationStatus.Done || length < NonceBytes + TagBytes)
        {
            return null;
        }

        var plain = new byte[length - NonceBytes - TagBytes];
        try
        {
            using var cipher = new AesGcm(_key, TagBytes);
            cipher.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(NonceBytes + plain.Length, TagBytes), plain);
        }
        catch (CryptographicException)
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(plain), Encoding.UTF8);
        var version = reader.ReadByte();
        return version is Version or Untold && reader.ReadString().Equals(account, StringComparison.OrdinalIgnoreCase)
            ? Read(account, version, reader)
            : null;
    }

    private static InboundMessage Read(string account, byte version, BinaryReader reader)
    {
        var (user, messageId, group) = (reader.ReadString(), reader.ReadString(), reader.ReadString());
        return new InboundMessage
        {
            Sender = new PlatformUser(WeComChannel.ChannelName, account, user),
            MessageId = messageId,
            Scope = group.Length > 0 ? ConversationScope.Group : ConversationScope.Private,
            ConversationId = group.Length > 0 ? group : user,
            SentAt = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
            Kind = (InboundKind)reader.ReadByte(),
            Text = reader.ReadString(),
            IsTimed = version == Untold || reader.ReadBoolean(),
        };
    }
}
