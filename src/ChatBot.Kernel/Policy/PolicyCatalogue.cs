namespace ChatBot.Kernel.Policy;

/// <summary>All parameters that the capabilities declare.</summary>
public sealed class PolicyCatalogue
{
    private readonly SortedDictionary<string, PolicyParameter> _parameters = new(StringComparer.Ordinal);

    /// <summary>Collects them.</summary>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public PolicyCatalogue(IEnumerable<PolicyParameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (var parameter in parameters)
        {
            _parameters.Add(parameter.Name, parameter);
        }
    }

    /// <summary>All names, in order.</summary>
    public IEnumerable<string> Names => _parameters.Keys;

    /// <summary>Whether there is such a parameter.</summary>
    public bool Has(string name) => _parameters.ContainsKey(name);

    /// <summary>The policy with one parameter set.</summary>
    /// <exception cref="FormatException">The value does not fit; the message says what would.</exception>
    public BranchPolicy Apply(BranchPolicy policy, string name, IReadOnlyList<string> value) =>
        _parameters[name].Set(policy, new PolicyValue(value));
}
