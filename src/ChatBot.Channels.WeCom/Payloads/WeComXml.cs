using System.Globalization;
using System.Runtime.InteropServices;
using System.Xml;

namespace ChatBot.Channels.WeCom.Payloads;

/// <summary>Reads the platform's XML: one flat element list under <c>xml</c>, in any order.</summary>
internal static class WeComXml
{
    // No DTD and no resolver: neither entity bombs nor files nor addresses of others (XXE).
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        MaxCharactersInDocument = 1024 * 1024,
    };

    /// <summary>The cipher text of the envelope; the other outer elements are not signed and therefore not read.</summary>
    /// <param name="utf8">The body.</param>
    /// <param name="encrypted">The cipher text.</param>
    /// <returns>A named fault, or null when all is well.</returns>
    public static string? ReadEnvelope(ReadOnlyMemory<byte> utf8, out string encrypted)
    {
        var found = "";
        var fault = Read(utf8, (name, reader) =>
        {
            if (name != "Encrypt")
            {
                return false;
            }

            found = reader.ReadElementContentAsString();
            return true;
        });

        encrypted = found;
        return fault ?? (found.Length == 0 ? "no Encrypt" : null);
    }

    /// <summary>The decrypted message.</summary>
    /// <param name="utf8">The plain text.</param>
    /// <param name="message">The message.</param>
    /// <returns>A named fault, or null when all is well.</returns>
    public static string? ReadMessage(ReadOnlyMemory<byte> utf8, out ReceivedMessage? message)
    {
        message = null;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var picked = new List<string>();
        var fault = Read(utf8, (name, reader) =>
        {
            if (name == "SelectedItems")
            {
                ReadPicked(reader, picked);
                return true;
            }

            if (!IsRead(name))
            {
                return false;
            }

            fields[name] = reader.ReadElementContentAsString();
            return true;
        });

        if (fault is not null)
        {
            return fault;
        }

        string Field(string name) => fields.GetValueOrDefault(name, "");
        var from = Field("FromUserName").Trim();
        var type = Field("MsgType").Trim();
        if (from.Length == 0)
        {
            return "no FromUserName";
        }

        if (type.Length == 0)
        {
            return "no MsgType";
        }

        if (!TryReadTime(Field("CreateTime"), out var createTime))
        {
            return "no CreateTime";
        }

        message = new ReceivedMessage
        {
            ToUserName = Field("ToUserName"),
            FromUserName = from,
            CreateTime = createTime,
            MsgType = type,
            MsgId = Field("MsgId").Trim(),
            Content = Field("Content"),
            MediaId = Field("MediaId").Trim(),
            FileName = Field("FileName").Trim(),
            Event = Field("Event").Trim(),
            EventKey = Field("EventKey"),
            TaskId = Field("TaskId").Trim(),
            ResponseCode = Field("ResponseCode").Trim(),
            Picked = picked,
        };
        return null;
    }

    private static bool IsRead(string name) => name is
        "ToUserName" or "FromUserName" or "CreateTime" or "MsgType" or "MsgId" or "Content" or "MediaId" or "FileName"
        or "Event" or "EventKey" or "TaskId" or "ResponseCode";

    // SelectedItems/SelectedItem/OptionIds/OptionId; QuestionKey is not needed, a card of this bot asks one thing.
    private static void ReadPicked(XmlReader reader, List<string> picked)
    {
        using (var items = reader.ReadSubtree())
        {
            while (!items.EOF)
            {
                if (items.NodeType == XmlNodeType.Element && items.LocalName == "OptionId")
                {
                    picked.Add(items.ReadElementContentAsString());
                }
                else
                {
                    items.Read();
                }
            }
        }

        reader.Read();
    }

    // The reader stands behind the element afterwards, whether it was taken or passed over.
    private static string? Read(ReadOnlyMemory<byte> utf8, Func<string, XmlReader, bool> take)
    {
        try
        {
            using var stream = ToStream(utf8);
            using var reader = XmlReader.Create(stream, Settings);
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "xml")
            {
                return "root is not xml";
            }

            if (!reader.IsEmptyElement)
            {
                reader.ReadStartElement();
                while (reader.NodeType != XmlNodeType.EndElement)
                {
                    if (reader.NodeType != XmlNodeType.Element || !take(reader.LocalName, reader))
                    {
                        reader.Skip();
                    }
                }
            }

            // What stands behind the end must be nothing, or it is not the document that was sent.
            while (reader.Read())
            {
            }

            return null;
        }
        catch (XmlException)
        {
            return "not well-formed XML without DTD";
        }
    }

    private static MemoryStream ToStream(ReadOnlyMemory<byte> utf8) =>
        MemoryMarshal.TryGetArray(utf8, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(utf8.ToArray(), writable: false);

    private static bool TryReadTime(string text, out DateTimeOffset time)
    {
        time = default;
        if (!long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }
}
