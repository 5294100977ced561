using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatBot.Kernel.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatBot.Host.Tests.Telemetry;

/// <summary>The dashboard and the alert rules speak of figures that the code has, by the names that Prometheus gives them.</summary>
public sealed partial class DashboardTests
{
    private static readonly string Folder = Path.Combine(Root(), "deploy", "telemetry");

    [Theory]
    [InlineData("dashboard.json")]
    [InlineData("alerts.yaml")]
    public void Expressions_NameFiguresOfTheCode(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var named = Figure().Matches(text).Select(m => m.Value).Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Exported()));
    }

    [Fact]
    public void Dashboard_ShowsEveryFigure()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "dashboard.json"));
        using var parsed = JsonDocument.Parse(text);

        Assert.All(Instruments(), name => Assert.Contains(name.Replace('.', '_'), text, StringComparison.Ordinal));
    }

    private static List<string> Instruments() => [.. Collect().Select(i => i.Name)];

    /// <summary>Names as the OpenTelemetry collector writes them for Prometheus: unit and kind become endings.</summary>
    private static IEnumerable<string> Exported() => Collect().SelectMany(i => i switch
    {
        Counter<long> => new[] { $"{i.Name.Replace('.', '_')}_total" },
        _ => [.. new[] { "bucket", "sum", "count" }.Select(part => $"{i.Name.Replace('.', '_')}_seconds_{part}")],
    });

    private static List<Instrument> Collect()
    {
        var found = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == BotTelemetry.SourceName)
                {
                    found.Add(instrument);
                }
            },
        };
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var telemetry = new BotTelemetry(services.GetRequiredService<IMeterFactory>());
        listener.Start();
        return [.. found.DistinctBy(i => i.Name)];
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ChatBot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the checkout.");
    }

    [GeneratedRegex("chatbot_[a-z_]+")]
    private static partial Regex Figure();
}
