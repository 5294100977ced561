using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace ChatBot.Conversation.Tests.Fuzz;

/// <summary>
/// Makes inputs and has them answered until the time is over. Fails, with seed and input, on the first input that throws, is
/// answered differently a second time, or takes more than <see cref="Limit"/> each of six times. How long: <c>BRANCHBOT_FUZZ_SECONDS</c> for all
/// fuzzers together (12 by default); <c>BRANCHBOT_FUZZ_SEED</c> repeats a run.
/// </summary>
internal sealed class FuzzRun(string name, ITestOutputHelper output)
{
    /// <summary>How many fuzzers share the time.</summary>
    private const int Fuzzers = 4;

    private const int DefaultSeconds = 12;

    // One in so many is answered twice and compared.
    private const int Repeated = 8;

    /// <summary>The most that one input may take.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(50);

    private static TimeSpan Share { get; } = TimeSpan.FromSeconds(Setting("BRANCHBOT_FUZZ_SECONDS", DefaultSeconds) / (double)Fuzzers);

    /// <summary>Runs.</summary>
    /// <param name="make">Makes an input.</param>
    /// <param name="answerAsync">Answers it; the text stands for the answer and is compared.</param>
    /// <param name="warmUp">Inputs answered first, unmeasured: the compiler's work is not the input's.</param>
    public async Task RunAsync(Func<Random, string> make, Func<string, Task<string>> answerAsync, IEnumerable<string> warmUp)
    {
        var seed = Setting("BRANCHBOT_FUZZ_SEED", Environment.TickCount);
        foreach (var input in warmUp)
        {
            await MeasureAsync(input, seed, answerAsync);
        }

        var random = new Random(seed);
        var (tried, slowest, slowestInput) = (0, TimeSpan.Zero, "");
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Share;)
        {
            var input = make(random);
            var (answer, took) = await MeasureAsync(input, seed, answerAsync);
            if (took > Limit)
            {
                took = await LeastAsync(input, seed, answerAsync, took);
                Assert.True(took <= Limit, Told(seed, input, $"takes {took.TotalMilliseconds:F0} ms"));
            }

            if (tried++ % Repeated == 0)
            {
                var (again, _) = await MeasureAsync(input, seed, answerAsync);
                Assert.True(answer == again, Told(seed, input, $"is answered in two ways: {Escaped(answer)} and {Escaped(again)}"));
            }

            if (took > slowest)
            {
                (slowest, slowestInput) = (took, input);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fuzz {name}: {tried} inputs in {Share.TotalSeconds:F0} s, seed {seed}, slowest {slowest.TotalMilliseconds:F1} ms: {Escaped(slowestInput)}"));
        Assert.True(tried > 0);
    }

    // A busy machine or a collection delays now and then; an input that is slow by itself is slow each time, and on the core too.
    private async Task<TimeSpan> LeastAsync(string input, int seed, Func<string, Task<string>> answerAsync, TimeSpan first)
    {
        var least = first;
        for (var attempt = 0; attempt < 5 && least > Limit; attempt++)
        {
            var (thread, before) = (Environment.CurrentManagedThreadId, OnCore());
            var (_, took) = await MeasureAsync(input, seed, answerAsync);
            if (before is { } then && OnCore() is { } now && thread == Environment.CurrentManagedThreadId)
            {
                took = now - then;
            }

            least = took < least ? took : least;
        }

        return least;
    }

    /// <summary>How long this thread has had a core, where the system says so: what other processes take does not count.</summary>
    private static TimeSpan? OnCore()
    {
        const string statistics = "/proc/thread-self/schedstat";
        return File.Exists(statistics) && long.TryParse(File.ReadAllText(statistics).Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds)
            ? TimeSpan.FromMicroseconds(nanoseconds / 1000.0)
            : null;
    }

    private async Task<(string Answer, TimeSpan Took)> MeasureAsync(string input, int seed, Func<string, Task<string>> answerAsync)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            var answer = await answerAsync(input);
            return (answer, Stopwatch.GetElapsedTime(begun));
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            Assert.Fail(Told(seed, input, e.ToString()));
            throw;
        }
    }

    private string Told(int seed, string input, string problem) =>
        $"fuzz {name}, BRANCHBOT_FUZZ_SEED={seed.ToString(CultureInfo.InvariantCulture)}: \"{Escaped(input)}\" {problem}";

    /// <summary>As a C# literal, so that it can be pasted; long inputs in part.</summary>
    private static string Escaped(string text)
    {
        const int most = 600;
        var escaped = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, most)))
        {
            escaped.Append(c switch
            {
                '"' or '\\' => $"\\{c}",
                '\n' => "\\n",
                < ' ' or >= '\u2000' and < '\u2100' or >= '\uD800' and < '\uF900' or >= '\uFE00' => $"\\u{(int)c:X4}",
                _ => c.ToString(),
            });
        }

        return text.Length <= most ? escaped.ToString() : $"{escaped}… ({text.Length} characters)";
    }

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
