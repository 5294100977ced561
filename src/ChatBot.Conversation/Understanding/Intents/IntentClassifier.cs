using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>
/// Complement naive Bayes over character n-grams (one to three), trained from example sentences when the bot starts. It decides where no
/// rule does; digits count alike, so that dates do not vote.
/// </summary>
internal sealed class IntentClassifier
{
    private const int LongestGram = 3;
    private const double Smoothing = 0.4;

    private readonly string[] _intents;
    private readonly FrozenDictionary<ulong, float[]> _weights;

    private IntentClassifier(string[] intents, FrozenDictionary<ulong, float[]> weights)
    {
        _intents = intents;
        _weights = weights;
    }

    /// <summary>Learns from examples. Sentences are plain already.</summary>
    public static IntentClassifier Train(IReadOnlyList<(string Intent, string Plain)> examples)
    {
        var intents = examples.Select(static example => example.Intent).Distinct(StringComparer.Ordinal).ToArray();
        var counts = new Dictionary<ulong, float[]>();
        var totals = new double[intents.Length];
        foreach (var (intent, plain) in examples)
        {
            var index = Array.IndexOf(intents, intent);
            foreach (var gram in Grams(plain))
            {
                ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, gram, out _);
                row ??= new float[intents.Length];
                // A gram counts once a sentence: repetition is no evidence.
                row[index]++;
                totals[index]++;
            }
        }

        return new(intents, Weigh(counts, totals).ToFrozenDictionary());
    }

    /// <summary>The two likeliest intents; probabilities sum to one over all.</summary>
    public (string Intent, double Probability, string Second, double SecondProbability) Classify(string plain)
    {
        Span<double> scores = stackalloc double[_intents.Length];
        scores.Clear();
        var grams = 0;
        var known = 0;
        foreach (var gram in Grams(plain))
        {
            grams++;
            if (!_weights.TryGetValue(gram, out var row))
            {
                continue;
            }

            known++;
            for (var index = 0; index < row.Length; index++)
            {
                scores[index] += row[index];
            }
        }

        if (known == 0)
        {
            return (IntentNames.None, 1, IntentNames.None, 0);
        }

        // Sentences differ in length; the share of grams never seen makes the answer unsure.
        var scale = 1 / Math.Sqrt(grams);
        return Best(scores, scale, (double)known / grams);
    }

    private (string, double, string, double) Best(Span<double> scores, double scale, double familiarity)
    {
        var best = 0;
        var second = -1;
        for (var index = 1; index < scores.Length; index++)
        {
            if (scores[index] > scores[best])
            {
                (second, best) = (best, index);
            }
            else if (second < 0 || scores[index] > scores[second])
            {
                second = index;
            }
        }

        var sum = 0.0;
        foreach (var score in scores)
        {
            sum += Math.Exp((score - scores[best]) * scale);
        }

        var probability = familiarity / sum;
        return second < 0
            ? (_intents[best], probability, IntentNames.None, 0)
            : (_intents[best], probability, _intents[second], familiarity * Math.Exp((scores[second] - scores[best]) * scale) / sum);
    }

    private static Dictionary<ulong, float[]> Weigh(Dictionary<ulong, float[]> counts, double[] totals)
    {
        var all = totals.Sum();
        var vocabulary = counts.Count;
        var weights = new Dictionary<ulong, float[]>(counts.Count);
        foreach (var (gram, row) in counts)
        {
            var sum = row.Sum();
            var weight = new float[row.Length];
            for (var index = 0; index < row.Length; index++)
            {
                // How much likelier the gram is in this intent than in all others.
                var inside = (row[index] + Smoothing) / (totals[index] + (Smoothing * vocabulary));
                var outside = (sum - row[index] + Smoothing) / (all - totals[index] + (Smoothing * vocabulary));
                weight[index] = (float)Math.Log(inside / outside);
            }

            weights[gram] = weight;
        }

        return weights;
    }

    private static HashSet<ulong> Grams(string plain)
    {
        var grams = new HashSet<ulong>(plain.Length * LongestGram);
        var window = 1UL;
        var previous = 2UL;
        for (var at = 0; at <= plain.Length; at++)
        {
            var current = at == plain.Length ? 3UL : Fold(plain[at]);
            if (current == 0)
            {
                continue;
            }

            grams.Add(current);
            grams.Add((previous << 16) | current);
            grams.Add((window << 32) | (previous << 16) | current);
            window = previous;
            previous = current;
        }

        return grams;
    }

    private static ulong Fold(char character) => character switch
    {
        ' ' or ',' or '。' or '!' or '~' or '.' or '、' or '…' => 0,
        >= '0' and <= '9' => '0',
        _ when char.IsSurrogate(character) || character is '\uFE0F' or '\u200D' => 0,
        _ => character,
    };
}
