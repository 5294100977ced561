using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests;

/// <summary>What the page of the channel shows must work.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Readme_SettingsExample_IsValid()
    {
        var json = ReadReadme().Split("```json")[1].Split("```")[0];
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();

        using var services = new ServiceCollection().AddLogging().AddWeComChannel(configuration).BuildServiceProvider();
        var options = services.GetRequiredService<IOptionsMonitor<WeComOptions>>().Get("Channels:WeCom:main");

        Assert.Equal(1000002, options.App!.AgentId);
        Assert.True(options.App.CanHear);
        Assert.Equal(WeComRobotMode.LongConnection, options.Robot!.Mode);
        Assert.Equal(["branch"], options.GroupWebhooks.Keys);
    }

    private static string ReadReadme()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "src", "ChatBot.Channels.WeCom", "README.md");
            if (File.Exists(path))
            {
                return File.ReadAllText(path);
            }
        }

        throw new FileNotFoundException("src/ChatBot.Channels.WeCom/README.md is not above the tests.");
    }
}
