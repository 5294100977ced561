using System.Diagnostics;
using System.Globalization;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Understanding;

namespace ChatBot.Benchmarks;

/// <summary>
/// What it costs to understand one message (intent, slots and dates together) on one thread without any cache of earlier
/// messages, over the example sentences of the files <c>examples.yaml</c>, and what the training at start costs.
/// </summary>
internal static class UnderstandingBenchmark
{
    private const int Rounds = 9;
    private const int Passes = 20;
    private const double MedianBar = 100;
    private const double TailBar = 1000;
    private const double TrainingBar = 300;
    private static readonly DateTime Reference = new(2026, 3, 4, 10, 0, 0);

    /// <summary>Runs and prints; always 0, because it states and does not judge.</summary>
    public static int Run(string dialogs)
    {
        var started = Stopwatch.GetTimestamp();
        var understander = Understander.Load(dialogs);
        var training = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var sentences = IntentDefinition.Load(dialogs, new List<Fault>()).SelectMany(i => i.Examples).ToArray();
        var medians = new List<double>();
        var tails = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var times = Measure(understander, sentences);
            medians.Add(times[times.Length / 2]);
            tails.Add(times[times.Length * 99 / 100]);
        }

        medians.Sort();
        tails.Sort();
        State("understanding-p99", tails[Rounds / 2] / TailBar);
        State("understanding-training", training / TrainingBar);
        State("understanding", medians[Rounds / 2] / MedianBar);
        return 0;
    }

    /// <summary>Microseconds a message, sorted.</summary>
    private static double[] Measure(Understander understander, string[] sentences)
    {
        var times = new double[sentences.Length * Passes];
        for (var i = 0; i < times.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            understander.Understand(sentences[i % sentences.Length], Reference);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }

        Array.Sort(times);
        return times;
    }

    private static void State(string name, double ratio) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name} ratio={ratio:F3} bar=1.000 {(ratio <= 1 ? "ok" : "short")}"));
}
