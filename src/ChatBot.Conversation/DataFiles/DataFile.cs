using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ChatBot.Conversation.DataFiles;

/// <summary>One YAML file under <c>dialogs/</c>, read as nodes that know their lines.</summary>
/// <param name="Name">The file relative to the <c>dialogs</c> folder.</param>
/// <param name="Root">Its mapping.</param>
public sealed record DataFile(string Name, YamlMappingNode Root)
{
    private const string Advice = "check indentation, quotes and duplicate keys";

    /// <summary>Reads every <c>*.yaml</c> directly in a folder, in the order of their names; what cannot be read becomes a fault.</summary>
    /// <param name="dialogs">The <c>dialogs</c> folder.</param>
    /// <param name="folder">The folder under it, e.g. <c>policies</c>.</param>
    /// <param name="faults">Where faults are added.</param>
    public static IReadOnlyList<DataFile> ReadFolder(string dialogs, string folder, ICollection<Fault> faults)
    {
        var path = Path.Combine(dialogs, folder);
        if (!Directory.Exists(path))
        {
            faults.Add(new Fault(folder, 0, "the folder is missing", $"expected under {dialogs}"));
            return [];
        }

        var files = new List<DataFile>();
        foreach (var file in Directory.EnumerateFiles(path, "*.yaml").Order(StringComparer.Ordinal))
        {
            if (Read(file, folder + "/" + Path.GetFileName(file), faults) is { } read)
            {
                files.Add(read);
            }
        }

        return files;
    }

    /// <summary>
    /// Reads every file of one name, such as <c>forms.yaml</c>: in the <c>dialogs</c> folder itself and in each folder under it, in the
    /// order of the folders' names. What cannot be read becomes a fault, and so does a name that no folder has.
    /// </summary>
    /// <param name="dialogs">The <c>dialogs</c> folder.</param>
    /// <param name="fileName">The name of the files.</param>
    /// <param name="faults">Where faults are added.</param>
    public static IReadOnlyList<DataFile> ReadEach(string dialogs, string fileName, ICollection<Fault> faults)
    {
        var names = NamesOf(dialogs, fileName).ToList();
        if (names.Count == 0)
        {
            faults.Add(new Fault(fileName, 0, "the file is missing", $"expected in at least one folder under {dialogs}"));
        }

        return [.. names.Select(name => Read(Path.Combine(dialogs, name), name, faults)).OfType<DataFile>()];
    }

    /// <summary>The files of one name, relative to the <c>dialogs</c> folder, in the order in which they are read.</summary>
    public static IEnumerable<string> NamesOf(string dialogs, string fileName)
    {
        if (File.Exists(Path.Combine(dialogs, fileName)))
        {
            yield return fileName;
        }

        if (!Directory.Exists(dialogs))
        {
            yield break;
        }

        foreach (var folder in Directory.EnumerateDirectories(dialogs).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal))
        {
            if (File.Exists(Path.Combine(dialogs, folder, fileName)))
            {
                yield return folder + "/" + fileName;
            }
        }
    }

    /// <summary>Reads one file; null, and a fault, when it is not a YAML mapping. An empty file is an empty mapping.</summary>
    public static DataFile? Read(string path, string name, ICollection<Fault> faults)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = File.OpenText(path);
            stream.Load(new PlainParser(reader));
        }
        catch (YamlException e)
        {
            faults.Add(new Fault(name, (int)e.Start.Line, "not readable as YAML: " + e.Message, Advice));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The library's scanner gives up on some broken files with these.
            faults.Add(new Fault(name, 0, "not readable as YAML: " + e.Message, Advice));
            return null;
        }

        if (stream.Documents.Count == 0)
        {
            return new DataFile(name, []);
        }

        if (stream.Documents[0].RootNode is YamlMappingNode root)
        {
            return new DataFile(name, root);
        }

        faults.Add(new Fault(name, 1, "the file must be a mapping of keys to values"));
        return null;
    }

    /// <summary>Line of a node, from 1.</summary>
    public static int LineOf(YamlNode node) => (int)node.Start.Line;
}
