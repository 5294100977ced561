using System.Globalization;
using System.Text;

namespace ChatBot.Channels.WeCom.Media;

/// <summary>A file to upload (page 96484): more than five bytes; file 20 MB, picture 10 MB (JPG, PNG), voice 2 MB (AMR).</summary>
/// <param name="Kind"><c>file</c>, <c>image</c> or <c>voice</c>.</param>
/// <param name="Name">What people see, with its ending.</param>
/// <param name="Content">The bytes.</param>
internal sealed record MediaFile(string Kind, string Name, byte[] Content)
{
    /// <summary>Words as a text file with byte order mark: Windows' editor takes it for Chinese of the old kind without.</summary>
    public static MediaFile OfText(string name, string text) => new("file", name, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);

    /// <summary>The upload as a call.</summary>
    /// <remarks>
    /// The form is written by hand: <c>MultipartFormDataContent</c> turns names that are not ASCII into
    /// <c>=?utf-8?B?…?=</c>, which people would then read, and writes no <c>filelength</c>.
    /// </remarks>
    public WeComApiRequest ToRequest(string operation)
    {
        var boundary = Guid.NewGuid().ToString("N");
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"media\"; filename=\"{SafeName(Name)}\"; filelength={Content.Length}\r\nContent-Type: application/octet-stream\r\n\r\n");
        byte[] body = [.. Encoding.UTF8.GetBytes(head), .. Content, .. Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n")];
        return new WeComApiRequest(operation, $"type={Kind}", body, $"multipart/form-data; boundary={boundary}", IsLarge: true);
    }

    // A title becomes a name: no line ends into the header, no quotes, no path.
    private static string SafeName(string name)
    {
        var safe = new string([.. name.Select(c => char.IsControl(c) || c is '"' or '\\' or '/' or ':' or '*' or '?' or '<' or '>' or '|' ? '_' : c)]).Trim();
        return safe.Length > 0 ? safe : "file";
    }
}
