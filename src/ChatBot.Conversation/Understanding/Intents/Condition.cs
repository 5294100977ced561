namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>Which signs a message must have. Every part that is not empty must hold.</summary>
/// <param name="Any">One of these at least.</param>
/// <param name="All">Each of these.</param>
/// <param name="None">None of these.</param>
/// <param name="Longest">The message is no longer than this, in characters.</param>
internal sealed record Condition(int[] Any, int[] All, int[] None, int Longest)
{
    /// <summary>Whether it holds.</summary>
    public bool IsMet(Message message)
    {
        if (message.Plain.Length > Longest)
        {
            return false;
        }

        foreach (var sign in All)
        {
            if (!message.Has(sign))
            {
                return false;
            }
        }

        return (Any.Length == 0 || HasAny(message, Any)) && !HasAny(message, None);
    }

    private static bool HasAny(Message message, int[] signs)
    {
        foreach (var sign in signs)
        {
            if (message.Has(sign))
            {
                return true;
            }
        }

        return false;
    }
}
