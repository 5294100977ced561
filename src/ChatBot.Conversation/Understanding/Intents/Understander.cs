using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Understanding.Intents;
using ChatBot.Conversation.Understanding.MeetingTimes;

namespace ChatBot.Conversation.Understanding;

/// <summary>How messages are understood.</summary>
public sealed class UnderstanderOptions
{
    /// <summary>Below this probability the examples' answer is not believed. Default 0.42.</summary>
    public double Threshold { get; set; } = 0.42;

    /// <summary>Longer messages start nothing: they are minutes or articles, not requests. In characters; default 300.</summary>
    public int LongestMessage { get; set; } = 300;

    /// <summary>How times are read.</summary>
    public MeetingTimeOptions Times { get; set; } = new();
}

/// <summary>
/// Understands a member's message: what is wanted and what is said about it. Rules decide where they apply, example sentences where they do
/// not. Holds no state between messages and is safe for concurrent use.
/// </summary>
public sealed class Understander
{
    // Less sure, but far ahead of all other intents; a word or two is never like anything.
    private const int ShortestLikeness = 5;
    private const double LowestThreshold = 0.28;
    private const double FarAhead = 3;

    private const string FirstMessage = "明天下午三点的会请假";

    private static readonly DateTime LearnedAt = new(2000, 1, 1);

    private readonly UnderstanderOptions _options;
    private readonly IntentLibrary _library;
    private readonly IntentClassifier _classifier;
    private readonly SlotReader _slots;

    /// <summary>Learns from intents that were read.</summary>
    /// <param name="library">The intents with their examples and rules.</param>
    /// <param name="options">What to assume.</param>
    public Understander(IntentLibrary library, UnderstanderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(library);
        _library = library;
        _options = options ?? new();
        Times = new(_options.Times);
        _slots = new(Times, library);
        _classifier = IntentClassifier.Train([.. library.Intents.SelectMany(intent => intent.Examples.Select(sentence => (intent.Name, Outline.Of(new Message(sentence, LearnedAt, library)))))]);

        // The first message pays for compiling; nobody shall wait for that.
        Understand(FirstMessage, LearnedAt);

        // Nobody waits for these: each pattern is made once by whoever comes first, here or a message, and making one throws nothing,
        // for it has been read already.
        ThreadPool.QueueUserWorkItem(static signs => Array.ForEach(signs, static sign => sign.Pattern?.MakeReady()), library.Signs, preferLocal: false);
    }

    /// <summary>What each intent is.</summary>
    public IntentLibrary Library => _library;

    /// <summary>Reads when a message is about; shares this understander's options.</summary>
    public MeetingTimeReader Times { get; }

    /// <summary>Learns from the files <c>examples.yaml</c>.</summary>
    /// <param name="dialogs">The <c>dialogs</c> folder.</param>
    /// <param name="options">What to assume.</param>
    /// <exception cref="DataFileException">An example file is wrong.</exception>
    public static Understander Load(string dialogs, UnderstanderOptions? options = null)
    {
        var faults = new List<Fault>();
        var library = IntentLibrary.Load(dialogs, faults);
        DataFileException.ThrowIfAny(faults);
        return new Understander(library, options);
    }

    /// <summary>Understands one message.</summary>
    /// <param name="text">What was said, mentions included.</param>
    /// <param name="reference">Local time at which it was said.</param>
    /// <param name="explain">Whether to say why; costs a little.</param>
    public Understood Understand(string text, DateTime reference, bool explain = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text) || text.Length > _options.LongestMessage)
        {
            return new(IntentNames.None, SlotValues.Empty, 1, Explanation: explain ? ["length: empty or too long to be a request"] : null);
        }

        var message = new Message(text, reference, _library);
        var explanation = explain ? new List<string>() : null;
        var (intent, confidence, isByRule) = Decide(message, explanation);
        var (slots, when) = _slots.Read(message, _library.Find(intent)?.Slots ?? SlotPlan.Empty, reference);
        explanation?.AddRange(message.Entities.Select(static entity => $"time: {entity.Text} = {entity.Timex}"));
        return new(intent, slots, confidence, when, explanation) { IsByRule = isByRule };
    }

    private (string Intent, double Confidence, bool IsByRule) Decide(Message message, List<string>? explanation)
    {
        foreach (var rule in _library.Rules)
        {
            if (rule.Condition.IsMet(message))
            {
                explanation?.Add($"rule: {rule.Name}");
                return (rule.Intent, rule.Confidence, true);
            }
        }

        var (intent, probability, second, secondProbability) = _classifier.Classify(Outline.Of(message));
        explanation?.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"examples: {intent} {probability:0.00}, {second} {secondProbability:0.00}"));
        var definition = _library.Find(intent);
        var isSure = probability >= _options.Threshold || (probability >= LowestThreshold && probability >= FarAhead * secondProbability && message.Plain.Length >= ShortestLikeness && definition?.IsBelievedFarAhead == true);
        return isSure && IsFounded(definition, probability, message) ? (intent, probability, false) : (IntentNames.None, 1 - probability, false);
    }

    /// <summary>Whether the message has a word of the field: without one, a likeness to examples is chance.</summary>
    private bool IsFounded(IntentDefinition? intent, double probability, Message message) =>
        _library.SignOf(intent?.About) is var about && (about < 0 || probability >= intent!.SureAt || message.Has(about));
}
