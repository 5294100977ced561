using System.Xml.Linq;

namespace ChatBot.Architecture.Tests;

/// <summary>The repository that the running test was built from, as files.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>ChatBot.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The projects under <c>src</c>, by name.</summary>
    public static IReadOnlyDictionary<string, XDocument> SourceProjects { get; } = Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), XDocument.Load);

    /// <summary>Every C# file that was written under <c>src</c>, by its path from the root with forward slashes.</summary>
    public static IReadOnlyDictionary<string, string> SourceFiles { get; } = Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Select(path => (Full: path, Name: Path.GetRelativePath(Root, path).Replace('\\', '/')))
        .Where(file => !file.Name.Contains("/obj/", StringComparison.Ordinal) && !file.Name.Contains("/bin/", StringComparison.Ordinal))
        .ToDictionary(file => file.Name, file => File.ReadAllText(file.Full));

    /// <summary>What a project file refers to: <c>ProjectReference</c> (names) or <c>PackageReference</c>.</summary>
    public static IReadOnlyList<string> ReferencesOf(XDocument project, string kind) =>
        [.. project.Descendants(kind).Select(e => (string?)e.Attribute("Include")).OfType<string>()
            .Select(include => kind == "ProjectReference" ? Path.GetFileNameWithoutExtension(include.Replace('\\', '/')) : include)];

    /// <summary>The built assembly of a project, beside this test.</summary>
    public static string AssemblyOf(string project) => Path.Combine(
        AppContext.BaseDirectory, ((string?)SourceProjects[project].Descendants("AssemblyName").FirstOrDefault() ?? project) + ".dll");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ChatBot.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside the repository: no ChatBot.sln above them.");
    }
}
