import java.lang.reflect.Field;
import com.thoughtworks.xstream.XStream;
import org.apache.jmeter.JMeter;
import org.apache.jmeter.save.SaveService;
import org.apache.jmeter.util.JMeterUtils;

/** Starts JMeter 2.13 with a newer XStream, which would refuse to read any test plan. */
class OpenJMeter {
    public static void main(String[] words) throws Exception {
        String home = System.getProperty("jmeter.home");
        JMeterUtils.setJMeterHome(home);
        JMeterUtils.loadJMeterProperties(home + "/bin/jmeter.properties");
        JMeterUtils.initLocale();
        for (Field field : SaveService.class.getDeclaredFields()) {
            if (field.getType() == XStream.class) {
                field.setAccessible(true);
                ((XStream) field.get(null)).allowTypesByWildcard(new String[] {"**"});
            }
        }
        new JMeter().start(words);
    }
}
