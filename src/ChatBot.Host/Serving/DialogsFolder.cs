namespace ChatBot.Host.Serving;

/// <summary>Finds the folder <c>dialogs/</c>.</summary>
public static class DialogsFolder
{
    /// <summary>The configured folder, or the first found upwards from the working directory and then from the program.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none; the message names the setting.</exception>
    public static string Find(string? configured)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return Directory.Exists(configured)
                ? Path.GetFullPath(configured)
                : throw new DirectoryNotFoundException($"Dialogs:Folder names a folder that does not exist: {configured}");
        }

        return Upwards(Directory.GetCurrentDirectory()) ?? Upwards(AppContext.BaseDirectory)
            ?? throw new DirectoryNotFoundException("The folder dialogs/ was not found. Set Dialogs:Folder to it.");
    }

    private static string? Upwards(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var dialogs = Path.Combine(folder.FullName, "dialogs");
            if (File.Exists(Path.Combine(dialogs, "words.yaml")))
            {
                return dialogs;
            }
        }

        return null;
    }
}
