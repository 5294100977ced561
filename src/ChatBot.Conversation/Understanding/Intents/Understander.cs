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

    // Above this the examples of a deed need no word of the field to be believed.
    private const double FoundedByItself = 0.55;

    private const string FirstMessage = "明天下午三点的会请假";

    private static readonly DateTime LearnedAt = new(2000, 1, 1);

    private readonly UnderstanderOptions _options;
    private readonly IntentClassifier _classifier;
    private readonly SlotReader _slots;

    /// <summary>Learns from intents that were read.</summary>
    /// <param name="intents">The intents with their examples.</param>
    /// <param name="options">What to assume.</param>
    public Understander(IReadOnlyList<IntentDefinition> intents, UnderstanderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(intents);
        _options = options ?? new();
        Times = new(_options.Times);
        _slots = new(Times);
        _classifier = IntentClassifier.Train([.. intents.SelectMany(static intent => intent.Examples.Select(sentence => (intent.Name, Outline.Of(new Message(sentence, LearnedAt)))))]);

        // The first message pays for compiling; nobody shall wait for that.
        Understand(FirstMessage, LearnedAt);
    }

    /// <summary>Reads when a message is about; shares this understander's options.</summary>
    public MeetingTimeReader Times { get; }

    /// <summary>Learns from the files <c>examples.yaml</c>.</summary>
    /// <param name="dialogs">The <c>dialogs</c> folder.</param>
    /// <param name="options">What to assume.</param>
    /// <exception cref="DataFileException">An example file is wrong.</exception>
    public static Understander Load(string dialogs, UnderstanderOptions? options = null)
    {
        var faults = new List<Fault>();
        Understander? understander = null;

        // Learning and compiling the patterns take as long as each other, and need not wait for each other.
        Parallel.Invoke(
            () =>
            {
                var intents = IntentDefinition.Load(dialogs, faults);
                understander = faults.Count == 0 ? new Understander(intents, options) : null;
            },
            static () => IntentRules.Judge(new Message(FirstMessage, LearnedAt)));
        return understander ?? throw new DataFileException(faults);
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

        var message = new Message(text, reference);
        var explanation = explain ? new List<string>() : null;
        var (intent, confidence, isByRule) = Decide(message, explanation);
        var (slots, when) = _slots.Read(message, intent, reference);
        explanation?.AddRange(message.Entities.Select(static entity => $"time: {entity.Text} = {entity.Timex}"));
        return new(intent, slots, confidence, when, explanation) { IsByRule = isByRule };
    }

    private (string Intent, double Confidence, bool IsByRule) Decide(Message message, List<string>? explanation)
    {
        if (IntentRules.Judge(message) is { } verdict)
        {
            explanation?.Add($"rule: {verdict.Name}");
            return (verdict.Intent, verdict.Confidence, true);
        }

        var (intent, probability, second, secondProbability) = _classifier.Classify(Outline.Of(message));
        explanation?.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"examples: {intent} {probability:0.00}, {second} {secondProbability:0.00}"));
        var isSure = probability >= _options.Threshold || (probability >= LowestThreshold && probability >= FarAhead * secondProbability && message.Plain.Length >= ShortestLikeness && IsDeedOrQuestion(intent));
        return isSure && IsFounded(intent, probability, message) ? (intent, probability, false) : (IntentNames.None, 1 - probability, false);
    }

    private static bool IsDeedOrQuestion(string intent) => intent is IntentNames.LeaveRequest or IntentNames.Signup or IntentNames.CancelSignup or IntentNames.CheckIn
        or IntentNames.PointsClaim or IntentNames.QueryMeeting or IntentNames.QueryPoints or IntentNames.QueryStudy or IntentNames.Help;

    /// <summary>Whether the message has a word of the field: without one, a likeness to examples is chance.</summary>
    private static bool IsFounded(string intent, double probability, Message message) => intent switch
    {
        IntentNames.QueryMeeting => IntentPatterns.AboutMeetings.IsMatch(message.Plain),
        IntentNames.QueryPoints or IntentNames.PointsClaim => IntentPatterns.AboutPoints.IsMatch(message.Plain),
        IntentNames.QueryStudy or IntentNames.ReadMaterial => IntentPatterns.AboutStudy.IsMatch(message.Plain),
        IntentNames.LeaveRequest or IntentNames.Signup or IntentNames.CancelSignup or IntentNames.CheckIn => probability >= FoundedByItself || IntentPatterns.Domain.IsMatch(message.Plain),
        _ => true,
    };
}
