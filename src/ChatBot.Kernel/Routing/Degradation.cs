namespace ChatBot.Kernel.Routing;

/// <summary>How far a month's budget has gone; each stage gives up one class of messages more.</summary>
public enum BudgetStage
{
    /// <summary>Everything goes out.</summary>
    Plenty,

    /// <summary>From 80 %, or when the month is much longer than the budget: chatter is gathered into one message a day.</summary>
    Saving,

    /// <summary>From 90 %: chatter goes out over free routes only.</summary>
    Tight,

    /// <summary>From 95 %: reminders too.</summary>
    Last,

    /// <summary>Gone: free routes and answers alone; what is private and must be said waits for the next month.</summary>
    Spent,
}

/// <summary>What becomes of a message on a route that draws on a budget.</summary>
public enum BudgetVerdict
{
    /// <summary>It goes out.</summary>
    Send,

    /// <summary>It waits for the day's gathered message.</summary>
    Gather,

    /// <summary>It waits for the next month.</summary>
    AwaitMonth,

    /// <summary>It is not said.</summary>
    Drop,
}

/// <summary>The stated order in which the bot becomes quieter when a budget runs short (design §6): notices and decisions last.</summary>
public static class Degradation
{
    private const double Saving = 0.80;
    private const double Tight = 0.90;
    private const double Last = 0.95;

    /// <summary>Below this a month is too young to tell where it leads.</summary>
    private const double LeastForPace = 0.50;

    /// <summary>At this pace the budget is gone when four fifths of the month are.</summary>
    private const double FastPace = 1.25;

    /// <summary>
    /// The stage. A budget that lasts the month at its present pace is one stage milder, up to 95 %; one that is half gone
    /// and much faster than the month is a stage stricter.
    /// </summary>
    /// <param name="spent">The part that is gone: 0 to 1 and above.</param>
    /// <param name="elapsed">The part of the month that is over: 0 to 1.</param>
    public static BudgetStage StageOf(double spent, double elapsed) => spent switch
    {
        >= 1 => BudgetStage.Spent,
        >= Last => BudgetStage.Last,
        >= Tight => spent <= elapsed ? BudgetStage.Saving : BudgetStage.Tight,
        >= Saving => spent <= elapsed ? BudgetStage.Plenty : BudgetStage.Saving,
        >= LeastForPace when spent > elapsed * FastPace => BudgetStage.Saving,
        _ => BudgetStage.Plenty,
    };

    /// <summary>What becomes of a message of a class on a route that draws on the budget; free routes carry everything.</summary>
    public static BudgetVerdict VerdictOn(BudgetStage stage, MessageClass messageClass) => messageClass switch
    {
        MessageClass.Chatter => stage switch
        {
            BudgetStage.Plenty => BudgetVerdict.Send,
            BudgetStage.Saving => BudgetVerdict.Gather,
            BudgetStage.Tight or BudgetStage.Last or BudgetStage.Spent => BudgetVerdict.Drop,
        },
        MessageClass.Digest => stage < BudgetStage.Tight ? BudgetVerdict.Send : BudgetVerdict.Drop,
        MessageClass.Reminder => stage < BudgetStage.Last ? BudgetVerdict.Send : BudgetVerdict.Drop,
        MessageClass.Notice or MessageClass.Decision => stage < BudgetStage.Spent ? BudgetVerdict.Send : BudgetVerdict.AwaitMonth,
    };

    /// <summary>The day on which the budget is gone if the month goes on like this; null when it lasts, or nothing was spent.</summary>
    /// <param name="spent">The part that is gone.</param>
    /// <param name="monthStart">The first moment of the month, by the platform's calendar.</param>
    /// <param name="monthEnd">The first moment of the next.</param>
    /// <param name="now">The present.</param>
    public static DateTimeOffset? ExhaustedAt(double spent, DateTimeOffset monthStart, DateTimeOffset monthEnd, DateTimeOffset now)
    {
        if (spent <= 0 || now <= monthStart)
        {
            return null;
        }

        var at = monthStart + ((now - monthStart) / spent);
        return at < monthEnd ? at > now ? at : now : null;
    }
}
